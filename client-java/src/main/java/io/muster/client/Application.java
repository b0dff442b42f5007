package io.muster.client;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An API client of the server. It never prints its secret.
 *
 * @param clientSecret only where it is new or was asked for
 * @param projects the ids of the projects that it sees; empty where it sees all
 * @param allowedAddresses addresses and CIDR ranges that it may be used from; empty for everywhere
 * @param owner the id of the person whose it is
 * @param previousSecretUntil until when the secret before works too
 * @param lastUsedAt to the minute
 */
public record Application(
        String id,
        String clientId,
        @Nullable String clientSecret,
        String name,
        List<Scope> scopes,
        boolean allProjects,
        List<String> projects,
        List<String> allowedAddresses,
        List<String> redirectUrls,
        boolean enabled,
        @Nullable String owner,
        @Nullable Instant expiresAt,
        @Nullable Instant previousSecretUntil,
        @Nullable Instant lastUsedAt,
        Instant createdAt,
        Instant updatedAt) {
    public Application {
        scopes = Lists.copy(scopes);
        projects = Lists.copy(projects);
        allowedAddresses = Lists.copy(allowedAddresses);
        redirectUrls = Lists.copy(redirectUrls);
    }

    @Override
    public String toString() {
        return "Application[id=" + id + ", clientId=" + clientId + ", name=" + name + "]";
    }
}
