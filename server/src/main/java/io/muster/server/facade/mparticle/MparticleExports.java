package io.muster.server.facade.mparticle;

import io.muster.server.delivery.Deliveries;
import io.muster.server.delivery.Links;
import io.muster.server.export.Export;
import io.muster.server.export.Export.SegmentReference;
import io.muster.server.export.ExportState;
import io.muster.server.export.Exports;
import io.muster.server.http.PublicUrl;
import io.muster.server.project.Project;
import io.muster.server.segment.Segment;
import io.muster.server.segment.Segments;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Asks for exports and tells of them in this interface's words. Thread-safe. */
@Component
class MparticleExports {
    /** How long a file is kept at most. */
    private static final Duration KEPT = Duration.ofDays(2);
    /** The key of the destination that exports of this interface are copied to, in projects that have it. */
    private static final String DESTINATION = "mparticle";

    private final Exports exports;
    private final Segments segments;
    private final Deliveries deliveries;
    private final Links links;
    private final PublicUrl url;
    private final Clock clock;

    MparticleExports(
            Exports exports, Segments segments, Deliveries deliveries, Links links, PublicUrl url, Clock clock) {
        this.exports = exports;
        this.segments = segments;
        this.deliveries = deliveries;
        this.links = links;
        this.url = url;
        this.clock = clock;
    }

    MparticleExport ask(Project project, Segment segment, String format) {
        ObjectNode request = JsonNodeFactory.instance
                .objectNode()
                .put("segment", segment.id())
                .put("format", format);
        Instant now = clock.instant();
        if (project.expiry(now).isAfter(now.plus(KEPT))) {
            request.put("retention", KEPT.toString());
        }
        if (deliveries.isKnown(project.id(), DESTINATION)) {
            request.put("destination", DESTINATION);
        }
        Export export = exports.add(project, exports.prepare(project, exports.read(request)));
        return MparticleExport.of(export, MparticleSegment.of(segment), null);
    }

    MparticleExport get(Project project, String id) {
        Export export = exports.get(project, id);
        MparticleSegment segment = segment(project, export);
        boolean arriving = export.state() == ExportState.SUCCEEDED && deliveries.isUnderWay(id);
        return arriving
                ? MparticleExport.pending(export, segment)
                : MparticleExport.of(export, segment, filename(project, export));
    }

    /** An export of something else than a segment is told of as one of a segment without a name. */
    private MparticleSegment segment(Project project, Export export) {
        SegmentReference reference = export.what().segment();
        if (reference == null) {
            return MparticleSegment.gone(project, export.id(), "");
        }
        return segments.find(project, reference.id())
                .map(MparticleSegment::of)
                .orElseGet(() -> MparticleSegment.gone(project, reference.id(), reference.name()));
    }

    /** Where it was copied to, else a signed link to this server, which ends with the file. */
    private @Nullable String filename(Project project, Export export) {
        if (export.state() != ExportState.SUCCEEDED) {
            return null;
        }
        Instant end = Objects.requireNonNull(export.times().expiresAt());
        return deliveries.locations(export.id()).stream()
                .findFirst()
                .orElseGet(() -> url.of(links.make(project, export, "", Duration.between(clock.instant(), end))
                        .path()));
    }
}
