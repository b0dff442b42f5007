package io.muster.server.access;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What can be said and changed of an application.
 *
 * @param redirectUrls where a sign-in of a person may lead back to
 * @param addresses where requests may come from
 * @param expiresAt when it ends by itself; null for never
 * @param enabled false stops its secret and every token of it at once
 */
public record ApplicationSettings(
        String name,
        Reach reach,
        Set<Scope> scopes,
        List<String> redirectUrls,
        AddressList addresses,
        @Nullable Instant expiresAt,
        boolean enabled) {
    public ApplicationSettings {
        scopes = Set.copyOf(scopes);
        redirectUrls = List.copyOf(redirectUrls);
    }

    /** An application without conditions. */
    public static ApplicationSettings of(String name, Reach reach, Set<Scope> scopes) {
        return new ApplicationSettings(name, reach, scopes, List.of(), AddressList.any(), null, true);
    }

    public Bounds bounds() {
        return new Bounds(addresses, expiresAt);
    }

    public ApplicationSettings boundBy(Bounds bounds) {
        return new ApplicationSettings(
                name, reach, scopes, redirectUrls, bounds.addresses(), bounds.expiresAt(), enabled);
    }

    public ApplicationSettings named(String other) {
        return new ApplicationSettings(other, reach, scopes, redirectUrls, addresses, expiresAt, enabled);
    }

    public ApplicationSettings redirectingTo(List<String> others) {
        return new ApplicationSettings(name, reach, scopes, others, addresses, expiresAt, enabled);
    }

    public ApplicationSettings enabled(boolean other) {
        return new ApplicationSettings(name, reach, scopes, redirectUrls, addresses, expiresAt, other);
    }
}
