package io.muster.server.access;

import io.muster.model.ProjectId;
import java.util.Optional;

/**
 * Which applications are meant: those of an organization, and, where given, of one project or one owner.
 *
 * @param project those that reach it, the ones for every project included
 */
public record ApplicationQuery(String organization, Optional<ProjectId> project, Optional<Owner> owner) {

    /** Whose applications are; without a person, those that belong to nobody but the organization. */
    public record Owner(Optional<String> person) {}

    /** Those that reach a project of the organization. */
    public static ApplicationQuery of(String organization, ProjectId project) {
        return new ApplicationQuery(organization, Optional.of(project), Optional.empty());
    }

    /** Those of a person. */
    public static ApplicationQuery ownedBy(String organization, String person) {
        Owner owner = new Owner(Optional.of(person));
        return new ApplicationQuery(organization, Optional.empty(), Optional.of(owner));
    }

    /** The caller's own: those of its person, or, for an application that nobody owns, those that nobody owns. */
    public static ApplicationQuery ownedLike(Caller caller) {
        Owner owner = new Owner(Optional.ofNullable(caller.person()));
        return new ApplicationQuery(caller.organization(), Optional.empty(), Optional.of(owner));
    }
}
