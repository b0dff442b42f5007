package io.muster.server.access;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An API client. Its secret is not part of it: see {@link Applications#create} and {@link Applications#reveal}.
 *
 * @param id what it is addressed by; {@code clientId} is the public half of its credentials
 * @param owner the person it belongs to; null where it is nobody's in particular
 * @param previousUntil until when the secret before the present one works too; null where it does not
 * @param lastUsed to the minute; null for never
 */
public record Application(
        String id,
        String clientId,
        String organization,
        ApplicationSettings settings,
        @Nullable String owner,
        @Nullable Instant previousUntil,
        Instant createdAt,
        Instant updatedAt,
        @Nullable Instant lastUsed) {

    Caller caller() {
        return new Caller(
                Caller.Kind.APPLICATION,
                clientId,
                organization,
                settings.reach(),
                settings.scopes(),
                owner,
                clientId,
                settings.bounds());
    }

    /** Whether it is enabled and not expired. */
    public boolean isLive(Instant now) {
        Instant end = settings.expiresAt();
        return settings.enabled() && (end == null || now.isBefore(end));
    }
}
