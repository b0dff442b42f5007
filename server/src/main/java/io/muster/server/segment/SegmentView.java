package io.muster.server.segment;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.muster.model.condition.Condition;
import io.muster.model.condition.json.ConditionWriter;
import io.muster.model.condition.text.TextWriter;
import io.muster.server.segment.Segment.Run;
import io.muster.server.segment.SegmentStore.Version;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A segment as callers see it. */
record SegmentView(
        String id,
        String key,
        String name,
        @Nullable String description,
        @Nullable String category,
        String type,
        @Nullable JsonNode definition,
        @Nullable String definitionText,
        int version,
        String refresh,
        @Nullable String zone,
        @Nullable String maxAge,
        String onStale,
        @Nullable Long size,
        @Nullable Instant lastRun,
        @Nullable Instant asOf,
        @Nullable Long dataVersion,
        @Nullable Instant nextRun,
        String state,
        Freshness freshness,
        @Nullable FailureView lastError,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable FrozenView frozenFrom,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<String> unknown,
        Instant createdAt,
        Instant updatedAt) {

    /** Why a run failed. */
    record FailureView(String code, String detail) {}

    /** What a static segment was frozen from. */
    record FrozenView(String id, String key, int definitionVersion, long dataVersion, Instant asOf) {
        static @Nullable FrozenView of(@Nullable Frozen frozen) {
            return frozen == null
                    ? null
                    : new FrozenView(
                            frozen.segment(),
                            frozen.key(),
                            frozen.definitionVersion(),
                            frozen.dataVersion(),
                            frozen.asOf());
        }
    }

    /** Another segment. */
    record Reference(String id, String key, String name) {
        static Reference of(Segment segment) {
            return new Reference(segment.id(), segment.key(), segment.content().name());
        }
    }

    /** What a segment was. */
    record VersionView(
            int version,
            String name,
            @Nullable String description,
            @Nullable String category,
            @Nullable JsonNode definition,
            @Nullable String definitionText,
            String refresh,
            @Nullable String zone,
            @Nullable String maxAge,
            String onStale,
            Instant createdAt) {

        static VersionView of(Version version) {
            SegmentContent content = version.content();
            return new VersionView(
                    version.number(),
                    content.name(),
                    content.description(),
                    content.category(),
                    json(content),
                    text(content),
                    content.refresh().text(),
                    text(content.zone()),
                    text(content.maxAge()),
                    content.onStale().text(),
                    version.createdAt());
        }
    }

    static SegmentView of(Segment segment, Instant now) {
        return of(segment, now, null);
    }

    static SegmentView of(Segment segment, Instant now, @Nullable List<String> unknown) {
        SegmentContent content = segment.content();
        Run run = segment.run();
        Freshness freshness = Freshness.of(segment, now);
        Condition definition = segment.shownDefinition();
        return new SegmentView(
                segment.id(),
                segment.key(),
                content.name(),
                content.description(),
                content.category(),
                segment.type().name().toLowerCase(Locale.ROOT),
                definition == null ? null : ConditionWriter.json(definition),
                definition == null ? null : TextWriter.write(definition),
                segment.version(),
                content.refresh().text(),
                text(content.zone()),
                text(content.maxAge()),
                content.onStale().text(),
                run.size(),
                run.lastRun(),
                run.asOf(),
                run.dataVersion(),
                run.nextRun(),
                freshness.state().text(),
                freshness,
                run.lastError() == null
                        ? null
                        : new FailureView(
                                run.lastError().code().code(), run.lastError().detail()),
                FrozenView.of(segment.frozen()),
                unknown,
                segment.createdAt(),
                segment.updatedAt());
    }

    private static @Nullable JsonNode json(SegmentContent content) {
        return content.definition() == null ? null : ConditionWriter.json(content.definition());
    }

    private static @Nullable String text(SegmentContent content) {
        return content.definition() == null ? null : TextWriter.write(content.definition());
    }

    private static @Nullable String text(@Nullable ZoneId zone) {
        return zone == null ? null : zone.getId();
    }

    private static @Nullable String text(@Nullable Duration duration) {
        return duration == null ? null : duration.toString();
    }
}
