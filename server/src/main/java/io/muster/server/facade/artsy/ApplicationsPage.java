package io.muster.server.facade.artsy;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;

/** A page of applications, in HAL. */
record ApplicationsPage(
        @JsonProperty("total_count") long totalCount,
        @JsonProperty("_links") Map<String, Link> links,
        @JsonProperty("_embedded") Embedded embedded) {

    record Embedded(@JsonProperty("applications") List<ArtsyApplication> applications) {}
}
