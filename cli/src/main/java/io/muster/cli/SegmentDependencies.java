package io.muster.cli;

import io.muster.client.Dependencies;
import io.muster.client.Dependencies.Dependency;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Shows what a segment is defined by, and what is defined by it. */
@Command(
        name = "dependencies",
        sortOptions = false,
        description = "Show the segments that a segment is defined by, and those that are defined by it.",
        footerHeading = "%nExample:%n",
        footer = "  muster segment dependencies staff")
final class SegmentDependencies extends ServerCommand {
    @Parameters(paramLabel = "SEGMENT", description = "Its id or key.")
    private String segment = "";

    SegmentDependencies(Terminal terminal) {
        super(terminal);
    }

    @Override
    public Integer call() {
        Dependencies found = project().segments().dependencies(segment);
        print(found, () -> {
            print("is defined by", found.uses());
            print("is part of", found.usedBy());
        });
        return DONE;
    }

    private void print(String what, List<Dependency> list) {
        out().println(segment + " " + what + (list.isEmpty() ? " no other segment" : ":"));
        list.forEach(each -> out().println("  ".repeat(each.distance()) + each.key() + "  " + each.name()));
    }
}
