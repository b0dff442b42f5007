package io.muster.client;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A definition to count; {@code sample} is how many ids to show, up to 100. What is {@code null} has its default. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PreviewRequest(
        Definition definition,
        @Nullable String zone,
        @Nullable Integer sample,
        @Nullable Instant asOf,
        @Nullable Boolean conditions,
        @Nullable String against) {

    public static PreviewRequest of(Definition definition) {
        return new PreviewRequest(definition, null, null, null, null, null);
    }

    /** The IANA zone of its windows. */
    public PreviewRequest withZone(@Nullable String value) {
        return new PreviewRequest(definition, value, sample, asOf, conditions, against);
    }

    public PreviewRequest withSample(@Nullable Integer value) {
        return new PreviewRequest(definition, zone, value, asOf, conditions, against);
    }

    /** The instant that its windows are resolved at. */
    public PreviewRequest withAsOf(@Nullable Instant value) {
        return new PreviewRequest(definition, zone, sample, value, conditions, against);
    }

    /** Counts every condition by itself too. */
    public PreviewRequest withConditions() {
        return new PreviewRequest(definition, zone, sample, asOf, true, against);
    }

    /** The segment to compare with, by id or key. */
    public PreviewRequest withAgainst(@Nullable String value) {
        return new PreviewRequest(definition, zone, sample, asOf, conditions, value);
    }
}
