package io.muster.server.webhook;

import io.muster.server.export.Export;
import io.muster.server.project.Project;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What is told of an export: ids, state and links, and nothing of what is in it. */
record ExportNotice(
        String export,
        Reference project,
        @Nullable Reference segment,
        String state,
        String format,
        String compression,
        long rows,
        @Nullable Long bytes,
        @Nullable Long dataVersion,
        @Nullable Fault error,
        @Nullable Instant finishedAt,
        @Nullable Instant expiresAt,
        Links links) {

    record Reference(String id, String key) {}

    record Fault(String code, String detail) {}

    record Links(String self, String file, String manifest) {}

    /** @param base what comes before paths, without a slash at its end; may be empty */
    static ExportNotice of(Project project, Export export, String base) {
        Export.SegmentReference segment = export.what().segment();
        Export.Failure error = export.error();
        String self = base + "/v1/projects/" + project.key() + "/exports/" + export.id();
        return new ExportNotice(
                export.id(),
                new Reference(project.id().value(), project.key()),
                segment == null ? null : new Reference(segment.id(), segment.key()),
                export.state().code(),
                export.format().code(),
                export.compression().code(),
                export.progress().rowsDone(),
                export.progress().bytes(),
                export.progress().dataVersion(),
                error == null ? null : new Fault(error.code().code(), error.detail()),
                export.times().finishedAt(),
                export.times().expiresAt(),
                new Links(self, self + "/file", self + "/manifest"));
    }
}
