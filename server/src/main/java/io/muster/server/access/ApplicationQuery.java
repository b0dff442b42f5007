package io.muster.server.access;

import io.muster.model.ProjectId;
import java.util.Optional;

/**
 * Which applications are meant: those of an organization, and, where given, of one project or one owner.
 *
 * @param project those that reach it, the ones for every project included
 */
public record ApplicationQuery(String organization, Optional<ProjectId> project, Optional<String> owner) {

    /** Those that reach a project of the organization. */
    public static ApplicationQuery of(String organization, ProjectId project) {
        return new ApplicationQuery(organization, Optional.of(project), Optional.empty());
    }

    /** Those of a person in the organization. */
    public static ApplicationQuery ownedBy(String organization, String person) {
        return new ApplicationQuery(organization, Optional.empty(), Optional.of(person));
    }
}
