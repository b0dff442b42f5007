package io.muster.cli;

import io.muster.client.Preview;
import io.muster.client.PreviewRequest;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Counts a definition. */
@Command(
        name = "count",
        sortOptions = false,
        description = "Print how many profiles a segment or a definition selects on the present data: a bare number.",
        footerHeading = "%nExamples:%n",
        footer = {"  muster segment count loyal-nordics", "  muster segment count \"country is 'SE'\""})
final class SegmentCount extends ServerCommand {
    @Mixin
    private final SegmentChoice choice = new SegmentChoice();

    SegmentCount(Terminal terminal) {
        super(terminal);
    }

    @Override
    public Integer call() throws IOException {
        PreviewRequest request = PreviewRequest.of(choice.definition(this)).withSample(0);
        Preview preview = project().segments().preview(request);
        print(preview, () -> out().println(preview.count()));
        return DONE;
    }
}
