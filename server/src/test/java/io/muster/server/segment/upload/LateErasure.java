package io.muster.server.segment.upload;

import io.muster.engine.SegmentEngine;
import io.muster.model.ProjectId;
import io.muster.server.query.Queries;
import io.muster.server.rows.SuppressedKeys;
import org.springframework.context.annotation.Primary;

/** Does something when an upload has dropped whom it knew to be erased, and has not taken effect yet. */
@Primary
class LateErasure extends ProfileMaking {
    private volatile Runnable action = () -> {};

    LateErasure(SegmentEngine engine, Queries queries, HeldStore held, SuppressedKeys suppressed) {
        super(engine, queries, held, suppressed);
    }

    void then(Runnable what) {
        action = what;
    }

    @Override
    Making begin(ProjectId project, UploadRequest request) {
        Making usual = super.begin(project, request);
        return new Making() {
            @Override
            public Made make(String upload, Sorted sorted) {
                action.run();
                return usual.make(upload, sorted);
            }

            @Override
            public void close() {
                usual.close();
            }
        };
    }
}
