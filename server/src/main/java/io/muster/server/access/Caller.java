package io.muster.server.access;

import io.muster.model.ErrorCode;
import io.muster.model.MusterException;
import io.muster.model.ProjectId;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The application that makes a request; a controller's argument.
 *
 * @param project the only project it may see; null for all of its organization
 */
public record Caller(
        String clientId, String organization, @Nullable ProjectId project, Set<Scope> scopes) {
    public Caller {
        scopes = Set.copyOf(scopes);
    }

    /** Whether the project, of this caller's organization, is this caller's to see. */
    public boolean sees(ProjectId id) {
        return project == null || project.equals(id);
    }

    /**
     * Ends a request that this caller may not make.
     *
     * @throws MusterException FORBIDDEN
     */
    public void require(Scope scope) {
        if (!scopes.contains(scope)) {
            throw new MusterException(
                    ErrorCode.FORBIDDEN,
                    "This application may not do this; it needs the scope "
                            + scope.name().toLowerCase(Locale.ROOT) + ".");
        }
    }

    /**
     * Ends a request that concerns the whole organization when this caller is bound to one project.
     *
     * @throws MusterException FORBIDDEN
     */
    public void requireOrganization() {
        if (project != null) {
            throw new MusterException(
                    ErrorCode.FORBIDDEN, "This application is bound to one project and may not do this.");
        }
    }
}
