package io.muster.server.project;

/** Hears of a project's new settings, in the transaction that stores them; a bean. */
@FunctionalInterface
public interface ProjectListener {
    void changed(Project before, Project now);
}
