package io.muster.server.segment.upload;

import io.muster.model.ProjectId;
import io.muster.server.project.ProjectCleanup;
import org.springframework.stereotype.Component;

/** Deletes the files with the rejected rows of a project's uploads, those under way first: they have files soonest. */
@Component
class UploadCleanup implements ProjectCleanup {

    private final UploadStore uploads;
    private final ReasonFiles files;

    UploadCleanup(UploadStore uploads, ReasonFiles files) {
        this.uploads = uploads;
        this.files = files;
    }

    @Override
    public void clean(ProjectId project) {
        files.end(project);
        uploads.withReasons(project).forEach(files::delete);
    }
}
