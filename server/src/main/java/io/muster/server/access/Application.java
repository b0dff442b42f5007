package io.muster.server.access;

import io.muster.model.ProjectId;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An API client as stored.
 *
 * @param secretHash SHA-256 in hexadecimal digits
 */
record Application(
        String clientId,
        String organization,
        @Nullable ProjectId project,
        String secretHash,
        Set<Scope> scopes,
        boolean enabled,
        @Nullable Long lastUsed) {

    Caller caller() {
        return new Caller(clientId, organization, project, scopes);
    }
}
