package io.muster.server.organization;

import io.muster.model.ProjectId;
import io.muster.server.access.Application;
import io.muster.server.access.ApplicationSettings;
import io.muster.server.access.Scope;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An application as {@code /v1} shows it.
 *
 * @param clientSecret null but where it was just made or is asked for
 */
record ApplicationView(
        String id,
        String clientId,
        @Nullable String clientSecret,
        String name,
        List<String> scopes,
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

    static ApplicationView of(Application application) {
        return of(application, null);
    }

    static ApplicationView of(Application application, @Nullable String secret) {
        ApplicationSettings settings = application.settings();
        return new ApplicationView(
                application.id(),
                application.clientId(),
                secret,
                settings.name(),
                settings.scopes().stream().map(Scope::text).sorted().toList(),
                settings.reach().everyProject(),
                settings.reach().projects().stream()
                        .map(ProjectId::value)
                        .sorted()
                        .toList(),
                settings.addresses().ranges(),
                settings.redirectUrls(),
                settings.enabled(),
                application.owner(),
                settings.expiresAt(),
                application.previousUntil(),
                application.lastUsed(),
                application.createdAt(),
                application.updatedAt());
    }

    @Override
    public String toString() {
        return "ApplicationView[" + id + "]";
    }
}
