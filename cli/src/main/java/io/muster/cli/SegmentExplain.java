package io.muster.cli;

import io.muster.client.Explanation;
import io.muster.client.Segments;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Says why a profile is in a segment or not. */
@Command(
        name = "explain",
        sortOptions = false,
        description = "Explain why a profile is in a segment, or satisfies a definition, or not: each condition's verdict, "
                + "what it saw, and when time alone would flip it.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  muster segment explain loyal-nordics 4711",
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

    SegmentExplain(Terminal terminal) {
        super(terminal);
    }

    @Override
    public Integer call() throws IOException {
        Segments segments = project().segments();
        Explanation explanation = SegmentChoice.isDefinition(given)
                ? segments.explain(definition(given), profile)
                : segments.explain(given, profile);
        print(explanation, () -> new ExplanationText(out(), events).print(explanation));
        return DONE;
    }
}
