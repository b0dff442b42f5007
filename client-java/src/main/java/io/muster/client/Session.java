package io.muster.client;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whom credentials belong to, and what they may.
 *
 * @param kind {@code application} or {@code person}
 * @param id the application's {@code client_id}, or the person's id
 * @param organization the organization's id
 * @param email a person's
 * @param role a person's
 */
public record Session(
        String kind,
        String id,
        String organization,
        @Nullable String email,
        @Nullable String name,
        @Nullable Role role,
        List<Scope> scopes) {
    public Session {
        scopes = Lists.copy(scopes);
    }
}
