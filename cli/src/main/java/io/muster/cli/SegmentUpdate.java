package io.muster.cli;

import io.muster.client.Segment;
import io.muster.client.SegmentReplacement;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Changes a segment. */
@Command(
        name = "update",
        sortOptions = false,
        description = "Change what is given of a segment and leave the rest; that makes its next version.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  muster segment update loyal-nordics @loyal.txt",
            "  muster segment update loyal-nordics --refresh manual --name 'Loyal Northerners'"
        })
final class SegmentUpdate extends ServerCommand {
    @Parameters(index = "0", paramLabel = "SEGMENT", description = "Its id or key.")
    private String segment = "";

    @Option(
            names = {"-n", "--name"},
            paramLabel = "NAME",
            description = "What people are to call it.")
    private @Nullable String name;

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "DEFINITION",
            description = "Whom it is to select: JSON or text, inline, @FILE, or - for standard input.")
    private @Nullable String definition;

    @Mixin
    private final SegmentSettings settings = new SegmentSettings();

    SegmentUpdate(Terminal terminal) {
        super(terminal);
    }

    @Override
    public Integer call() throws IOException {
        SegmentReplacement next =
                settings.addTo(SegmentReplacement.of(project().segments().get(segment)));
        if (name != null) {
            next = next.withName(name);
        }
        if (definition != null) {
            next = next.withDefinition(definition(definition));
        }
        Segment changed = project().segments().replace(segment, next);
        print(changed, () -> SegmentText.print(changed, out()));
        return DONE;
    }
}
