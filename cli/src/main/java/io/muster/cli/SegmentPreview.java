package io.muster.cli;

import io.muster.client.Preview;
import io.muster.client.PreviewRequest;
import io.muster.client.ResolvedWindow;
import io.muster.client.Warning;
import java.io.IOException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Evaluates a definition and saves nothing. */
@Command(
        name = "preview",
        sortOptions = false,
        description = "Evaluate a segment or a definition on the present data: how many, some of whom, what windows "
                + "came down to, and what is probably not meant. Nothing is saved.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  muster segment preview loyal-nordics",
            "  muster segment preview @draft.txt --sample 3 --zone Europe/Stockholm"
        })
final class SegmentPreview extends ServerCommand {
    @Mixin
    private final SegmentChoice choice = new SegmentChoice();

    @Option(names = "--sample", paramLabel = "N", description = "How many ids to show, up to 100. 10 unless given.")
    private @Nullable Integer sample;

    @Option(names = "--zone", paramLabel = "ZONE", description = "The IANA zone of its windows.")
    private @Nullable String zone;

    SegmentPreview(Terminal terminal) {
        super(terminal);
    }

    @Override
    public Integer call() throws IOException {
        PreviewRequest request =
                PreviewRequest.of(choice.definition(this)).withSample(sample).withZone(zone);
        Preview preview = project().segments().preview(request);
        print(preview, () -> show(preview));
        return DONE;
    }

    private void show(Preview preview) {
        String share = preview.total() == 0
                ? ""
                : String.format(Locale.ROOT, " (%.1f %%)", 100.0 * preview.count() / preview.total());
        out().println(Words.number(preview.count()) + " of " + Words.number(preview.total(), "profile", "profiles")
                + share);
        out().println("  data version " + Words.number(preview.dataVersion()) + ", as of "
                + Words.instant(preview.asOf()) + ", in " + Words.number(preview.tookMs()) + " ms");
        for (ResolvedWindow window : preview.windows()) {
            out().println("  window " + window.pointer() + " from " + Words.instant(window.from()) + " to "
                    + Words.instant(window.to()));
        }
        for (Warning warning : preview.warnings()) {
            out().println("  warning " + warning.pointer() + ": " + warning.detail());
        }
        if (!preview.sample().isEmpty()) {
            out().println("  such as " + String.join(", ", preview.sample()));
        }
    }
}
