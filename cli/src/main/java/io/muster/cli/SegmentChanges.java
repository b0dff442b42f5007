package io.muster.cli;

import io.muster.client.ChangeFeed;
import io.muster.client.MemberChange;
import io.muster.client.Members;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Tells who entered and who left. */
@Command(
        name = "changes",
        sortOptions = false,
        description = "Print who entered a segment and who left it, oldest first. The last line on standard error is "
                + "where to go on another time.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  muster segment changes loyal-nordics --since 2026-03-01T00:00:00Z",
            "  muster segment changes loyal-nordics --since 1842 --json",
            "  muster segment changes loyal-nordics --after WyJjaGFuZ2VzOn..."
        })
final class SegmentChanges extends ServerCommand {
    static final class Start {
        @Option(
                names = "--since",
                paramLabel = "WHEN",
                description = "Begin after this instant, or with data newer than this data version.")
        private @Nullable String since;

        @Option(names = "--after", paramLabel = "PLACE", description = "Go on where an earlier list ended.")
        private @Nullable String after;
    }

    @Parameters(paramLabel = "SEGMENT", description = "Its id or key.")
    private String segment = "";

    @ArgGroup
    private Start start = new Start();

    SegmentChanges(Terminal terminal) {
        super(terminal);
    }

    @Override
    public Integer call() {
        Members members = project().segments().membersOf(segment);
        ChangeFeed feed = first(members);
        List<MemberChange> gathered = new ArrayList<>();
        take(feed, gathered);
        while (feed.more()) {
            feed = members.changesAfter(feed.resume());
            take(feed, gathered);
        }
        ChangeFeed last = feed;
        print(
                Map.of("items", gathered, "resume", feed.resume()),
                () -> err().println("go on with --after " + last.resume()));
        return DONE;
    }

    private ChangeFeed first(Members members) {
        if (start.after != null) {
            return members.changesAfter(start.after);
        }
        return start.since == null ? members.changes() : members.changesSince(start.since);
    }

    /** JSON is one document and has to be gathered; lines are printed as they come. */
    private void take(ChangeFeed feed, List<MemberChange> gathered) {
        if (isJson()) {
            gathered.addAll(feed.items());
            return;
        }
        for (MemberChange each : feed.items()) {
            out().println(String.format("%s  %-7s  %s", Words.instant(each.time()), each.change(), each.profile()));
        }
    }
}
