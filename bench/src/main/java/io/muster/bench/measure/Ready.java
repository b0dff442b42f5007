package io.muster.bench.measure;

import io.muster.bench.server.HttpConnection;
import io.muster.bench.server.SegmentApi;
import io.muster.bench.server.SegmentApi.Computed;
import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** The segments that have been computed, by key. */
record Ready(Map<String, Computed> all) {

    static Ready read(HttpConnection.Address address, String project) throws IOException {
        try (SegmentApi segments = new SegmentApi(address, project)) {
            return new Ready(segments.ready().stream().collect(Collectors.toMap(Computed::key, each -> each)));
        }
    }

    Computed get(MadeSegment segment) {
        return Objects.requireNonNull(all.get(segment.key()), segment.key());
    }

    /** What all of them are at least of; 0 where there are none. */
    long dataVersion() {
        return all.values().stream().mapToLong(Computed::dataVersion).min().orElse(0);
    }
}
