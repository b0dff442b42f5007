package io.muster.cli;

import io.muster.client.SegmentDraft;
import io.muster.client.SegmentReplacement;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What a segment has besides its name and its definition. */
final class SegmentSettings {
    @Option(names = "--description", paramLabel = "TEXT", description = "What it is for.")
    private @Nullable String description;

    @Option(names = "--category", paramLabel = "TEXT", description = "What it belongs with.")
    private @Nullable String category;

    @Option(
            names = "--refresh",
            paramLabel = "WHEN",
            description = "When it is computed again: daily, manual, a duration such as PT6H, or five cron fields.")
    private @Nullable String refresh;

    @Option(names = "--zone", paramLabel = "ZONE", description = "The IANA zone of its windows.")
    private @Nullable String zone;

    @Option(names = "--max-age", paramLabel = "DURATION", description = "How old its members may be, such as PT36H.")
    private @Nullable String maxAge;

    @Option(
            names = "--on-stale",
            paramLabel = "WHAT",
            description = "What becomes of exports when they are older: warn, refresh or refuse.")
    private @Nullable String onStale;

    SegmentDraft addTo(SegmentDraft draft) {
        return draft.withDescription(description)
                .withCategory(category)
                .withRefresh(refresh)
                .withZone(zone)
                .withMaxAge(maxAge)
                .withOnStale(onStale);
    }

    /** Changes what was given and leaves the rest. */
    SegmentReplacement addTo(SegmentReplacement replacement) {
        return replacement
                .withDescription(or(description, replacement.description()))
                .withCategory(or(category, replacement.category()))
                .withRefresh(or(refresh, replacement.refresh()))
                .withZone(or(zone, replacement.zone()))
                .withMaxAge(or(maxAge, replacement.maxAge()))
                .withOnStale(or(onStale, replacement.onStale()));
    }

    private static @Nullable String or(@Nullable String given, @Nullable String present) {
        return given != null ? given : present;
    }
}
