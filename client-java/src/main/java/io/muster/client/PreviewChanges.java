package io.muster.client;

import java.time.Instant;
import java.util.List;

/** Who would enter a segment and who would leave it, against its stored members. */
public record PreviewChanges(Live against, Side entered, Side exited) {

    /** The stored members that were compared with. */
    public record Live(String segment, String key, int definitionVersion, long dataVersion, Instant asOf, long size) {}

    /** How many, and the ids of some. */
    public record Side(long count, List<String> sample) {
        public Side {
            sample = Lists.copy(sample);
        }
    }
}
