package io.muster.server.access;

import io.muster.model.ProjectId;
import java.util.Set;

/**
 * Which of its organization's projects a caller sees.
 *
 * @param everyProject all of them, those to come included; then {@code projects} is empty
 */
public record Reach(boolean everyProject, Set<ProjectId> projects) {
    private static final Reach EVERYTHING = new Reach(true, Set.of());

    public Reach {
        projects = Set.copyOf(projects);
        if (everyProject && !projects.isEmpty()) {
            throw new IllegalArgumentException("Either every project or some.");
        }
    }

    public static Reach everything() {
        return EVERYTHING;
    }

    /** These and no others; none at all where there are none. */
    public static Reach only(Set<ProjectId> projects) {
        return new Reach(false, projects);
    }

    public static Reach only(ProjectId project) {
        return only(Set.of(project));
    }

    public boolean covers(ProjectId project) {
        return everyProject || projects.contains(project);
    }

    /** Whether whoever has that reach sees nothing beyond this one. */
    public boolean covers(Reach other) {
        return everyProject || (!other.everyProject && projects.containsAll(other.projects));
    }

    /** What is in this one and in the other. */
    public Reach and(Reach other) {
        if (everyProject || other.everyProject) {
            return everyProject ? other : this;
        }
        Set<ProjectId> both = new java.util.HashSet<>(projects);
        both.retainAll(other.projects);
        return only(both);
    }
}
