package io.muster.server.access;

import io.muster.model.ErrorCode;
import io.muster.model.MusterException;
import io.muster.model.ProjectId;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who makes a request: an application, or a person who signed in; a controller's argument.
 *
 * @param id an application's {@code client_id} or a person's id
 * @param person the person that it is, or who owns the application; null where nobody does
 */
public record Caller(
        Kind kind,
        String id,
        String organization,
        Reach reach,
        Set<Scope> scopes,
        @Nullable String person) {
    public Caller {
        scopes = Set.copyOf(scopes);
    }

    /** What a caller can be. */
    public enum Kind {
        APPLICATION,
        PERSON
    }

    /** An application that nobody owns. */
    public static Caller application(String clientId, String organization, Reach reach, Set<Scope> scopes) {
        return new Caller(Kind.APPLICATION, clientId, organization, reach, scopes, null);
    }

    /** The caller as the audit trail names it. */
    public String actor() {
        return kind.name().toLowerCase(java.util.Locale.ROOT) + ":" + id;
    }

    /** Whether the project, of this caller's organization, is this caller's to see. */
    public boolean sees(ProjectId project) {
        return reach.covers(project);
    }

    /** The same caller, with no more than these scopes. */
    public Caller limitedTo(Set<Scope> only) {
        Set<Scope> both = new java.util.HashSet<>(scopes);
        both.retainAll(only);
        return new Caller(kind, id, organization, reach, both, person);
    }

    /**
     * Ends a request that this caller may not make.
     *
     * @throws MusterException FORBIDDEN
     */
    public void require(Scope scope) {
        if (!scopes.contains(scope)) {
            String who = kind == Kind.PERSON ? "Your role does not allow this" : "This application may not do this";
            throw new MusterException(ErrorCode.FORBIDDEN, who + "; it needs the scope " + scope.text() + ".");
        }
    }

    /**
     * Ends a request that concerns the whole organization when this caller is bound to some of its projects.
     *
     * @throws MusterException FORBIDDEN
     */
    public void requireOrganization() {
        if (!reach.everyProject()) {
            throw new MusterException(
                    ErrorCode.FORBIDDEN, "This application is bound to certain projects and may not do this.");
        }
    }
}
