package io.muster.cli;

import io.muster.client.Explanation;
import io.muster.client.Segments;
import java.io.IOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Says why a profile is in a segment or not. */
@Command(
        name = "explain",
        sortOptions = false,
        description =
                "Explain why a profile is in a segment, or satisfies a definition, or not: each condition's verdict, "
                        + "what it saw, and when time alone would flip it.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  muster segment explain loyal-nordics 4711",
            "  muster segment explain loyal-nordics 4711 --as-of 2026-04-01T00:00:00Z",
            "  muster segment explain @draft.json 4711 --json"
        })
final class SegmentExplain extends ServerCommand {
    @Parameters(
            index = "0",
            paramLabel = "SEGMENT|DEFINITION",
            description = "The id or key of a segment; or a definition: JSON inline, @FILE, or - for standard input.")
    private String given = "";

    @Parameters(index = "1", paramLabel = "PROFILE", description = "The profile's id.")
    private String profile = "";

    @Option(names = "--events", description = "Show the events that conditions saw.")
    private boolean events;

    @Option(
            names = "--as-of",
            paramLabel = "INSTANT",
            description = "The instant that windows are resolved at, on the present data. Now, unless given.")
    private @Nullable Instant asOf;

    SegmentExplain(Terminal terminal) {
        super(terminal);
    }

    @Override
    public Integer call() throws IOException {
        Segments segments = project().segments();
        Explanation explanation = asOf == null ? explain(segments) : explainAt(segments, asOf);
        print(explanation, () -> new ExplanationText(out(), profile, events).print(explanation));
        return DONE;
    }

    private Explanation explain(Segments segments) throws IOException {
        return SegmentChoice.isDefinition(given)
                ? segments.explain(definition(given), profile)
                : segments.explain(given, profile);
    }

    private Explanation explainAt(Segments segments, Instant instant) throws IOException {
        return SegmentChoice.isDefinition(given)
                ? segments.explainAt(definition(given), profile, instant)
                : segments.explainAt(given, profile, instant);
    }
}
