package io.muster.cli;

import io.muster.client.Member;
import io.muster.client.Members;
import io.muster.client.MembersChanged;
import io.muster.client.ProjectClient;
import java.io.IOException;
import java.time.Instant;
import java.util.Iterator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lists, looks up and replaces members. */
@Command(
        name = "members",
        sortOptions = false,
        description = "Print the ids of a segment's stored members, one on each line.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  muster segment members loyal-nordics --limit 10",
            "  muster segment members loyal-nordics --profile 42",
            "  muster segment members loyal-nordics --as-of 2026-03-01T00:00:00Z",
            "  muster segment members staff --replace @ids.txt"
        })
final class SegmentMembers extends ServerCommand {
    static final class What {
        @Option(names = "--limit", paramLabel = "N", description = "Print no more than so many.")
        private @Nullable Long limit;

        @Option(names = "--profile", paramLabel = "ID", description = "Print whether this profile is in: yes or no.")
        private @Nullable String profile;

        @Option(
                names = "--replace",
                paramLabel = "IDS",
                description = "Make these, and no others, the members of a static segment: ids with commas or line "
                        + "ends between, @FILE, or -.")
        private @Nullable String replacement;
    }

    @Parameters(paramLabel = "SEGMENT", description = "Its id or key.")
    private String segment = "";

    @Option(names = "--as-of", paramLabel = "INSTANT", description = "Those who were in it then.")
    private @Nullable Instant asOf;

    @ArgGroup
    private What what = new What();

    SegmentMembers(Terminal terminal) {
        super(terminal);
    }

    @Override
    public Integer call() throws IOException {
        ProjectClient project = project();
        if (what.profile != null) {
            Members members = project.segments().membersOf(segment);
            Member member = asOf == null ? members.get(what.profile) : members.getAt(what.profile, asOf);
            print(member, () -> out().println(answer(member)));
        } else if (what.replacement != null && asOf != null) {
            throw usage("The past cannot be replaced: give --as-of or --replace.");
        } else if (what.replacement != null) {
            replace(project, what.replacement);
        } else {
            list(project);
        }
        return DONE;
    }

    private void replace(ProjectClient project, String given) throws IOException {
        MembersChanged replaced = project.segments().replaceMembers(segment, inputs().ids(given));
        print(replaced, () -> {
            out().println(segment + ": " + Words.number(replaced.size(), "member", "members") + " at data version "
                    + Words.number(replaced.dataVersion()));
            if (!replaced.unknown().isEmpty()) {
                out().println("  left out, because no profiles have these ids: "
                        + String.join(", ", replaced.unknown()));
            }
        });
    }

    private static String answer(Member member) {
        if (!member.member()) {
            return "no";
        }
        return member.since() == null ? "yes" : "yes, since " + Words.instant(member.since());
    }

    private void list(ProjectClient project) {
        long most = what.limit == null ? Long.MAX_VALUE : what.limit;
        Members all = project.segments().membersOf(segment);
        try (Stream<String> members = (asOf == null ? all.list() : all.listAt(asOf)).limit(most)) {
            Iterator<String> ids = members.iterator();
            print(ids, () -> ids.forEachRemaining(out()::println));
        }
    }
}
