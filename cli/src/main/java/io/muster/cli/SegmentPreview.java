package io.muster.cli;

import io.muster.client.ConditionCount;
import io.muster.client.Cost;
import io.muster.client.Forecast;
import io.muster.client.Preview;
import io.muster.client.PreviewChanges;
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
                + "came down to, what each condition cuts, what would change in a segment, and what is probably not "
                + "meant. Nothing is saved.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  muster segment preview loyal-nordics",
            "  muster segment preview @draft.txt --sample 3 --zone Europe/Stockholm",
            "  muster segment preview @draft.json --conditions --against loyal-nordics",
            "  muster segment preview @draft.json --estimate"
        })
final class SegmentPreview extends ServerCommand {
    @Mixin
    private final SegmentChoice choice = new SegmentChoice();

    @Option(names = "--sample", paramLabel = "N", description = "How many ids to show, up to 100. 10 unless given.")
    private @Nullable Integer sample;

    @Option(names = "--zone", paramLabel = "ZONE", description = "The IANA zone of its windows.")
    private @Nullable String zone;

    @Option(names = "--conditions", description = "Count every condition by itself too.")
    private boolean conditions;

    @Option(names = "--against", paramLabel = "SEGMENT", description = "Tell who would enter it and who would leave.")
    private @Nullable String against;

    @Option(names = "--estimate", description = "Only forecast what it costs.")
    private boolean estimate;

    SegmentPreview(Terminal terminal) {
        super(terminal);
    }

    @Override
    public Integer call() throws IOException {
        PreviewRequest request =
                PreviewRequest.of(choice.definition(this)).withSample(sample).withZone(zone).withAgainst(against);
        if (estimate) {
            Forecast forecast = project().segments().forecast(request);
            print(forecast, () -> show(forecast.cost()));
            return DONE;
        }
        Preview preview = project().segments().preview(conditions ? request.withConditions() : request);
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
        preview.conditions().forEach(this::show);
        if (preview.changes() != null) {
            show(preview.changes());
        }
    }

    private void show(ConditionCount condition) {
        String without = condition.without() == null
                ? ""
                : ", without it " + Words.number(condition.without()) + " in all";
        out().println("  " + where(condition.pointer()) + ": "
                + Words.number(condition.count()) + without + " (" + Words.number(condition.tookMs()) + " ms)");
    }

    private void show(PreviewChanges changes) {
        out().println("  against " + changes.against().key() + " with "
                + Words.number(changes.against().size(), "member", "members") + " as of "
                + Words.instant(changes.against().asOf()));
        show("enter", changes.entered());
        show("leave", changes.exited());
    }

    private void show(String would, PreviewChanges.Side side) {
        String some = side.sample().isEmpty() ? "" : ", such as " + String.join(", ", side.sample());
        out().println("    " + Words.number(side.count()) + " would " + would + some);
    }

    private void show(Cost cost) {
        out().println("about " + Words.number(cost.estimatedMs()) + " ms for "
                + Words.number(cost.rows(), "row", "rows")
                + (cost.costliest() == null ? "" : ", most of it for " + where(cost.costliest())));
        cost.conditions().forEach(each -> out().println("  " + where(each.pointer()) + ": about "
                + Words.number(each.estimatedMs()) + " ms for " + Words.number(each.rows(), "row", "rows")));
    }

    private static String where(String pointer) {
        return pointer.isEmpty() ? "all of it" : pointer;
    }
}
