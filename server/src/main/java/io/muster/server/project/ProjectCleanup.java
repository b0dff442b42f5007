package io.muster.server.project;

import io.muster.model.ProjectId;

/**
 * What else has to go when a project is deleted: files, running work. Catalogue rows that refer to the project go by
 * themselves. Called again after a crash, so doing it twice has to be harmless.
 */
@FunctionalInterface
public interface ProjectCleanup {
    void clean(ProjectId project);
}
