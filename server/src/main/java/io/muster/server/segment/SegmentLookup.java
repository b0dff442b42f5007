package io.muster.server.segment;

import io.muster.model.ErrorCode;
import io.muster.model.MusterException;
import io.muster.server.project.Project;

/** Finds a segment or says that there is none. */
final class SegmentLookup {

    private SegmentLookup() {}

    static Segment get(SegmentStore store, Project project, String idOrKey) {
        return store.find(project.id().value(), idOrKey)
                .orElseThrow(() -> new MusterException(
                        ErrorCode.NOT_FOUND,
                        "There is no segment with the id or key \"" + idOrKey + "\" in project \"" + project.key()
                                + "\"."));
    }
}
