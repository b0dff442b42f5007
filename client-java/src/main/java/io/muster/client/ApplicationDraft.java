package io.muster.client;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An application to make. Its name and its scopes are needed; what is {@code null} is left to the server, for which it
 * sees the project that it is made in, from everywhere and for ever.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ApplicationDraft(
        String name,
        List<Scope> scopes,
        @Nullable Boolean allProjects,
        @Nullable List<String> projects,
        @Nullable List<String> allowedAddresses,
        @Nullable List<String> redirectUrls,
        @Nullable Boolean enabled,
        @Nullable Instant expiresAt) {
    public ApplicationDraft {
        scopes = List.copyOf(scopes);
        projects = projects == null ? null : List.copyOf(projects);
        allowedAddresses = allowedAddresses == null ? null : List.copyOf(allowedAddresses);
        redirectUrls = redirectUrls == null ? null : List.copyOf(redirectUrls);
    }

    public static ApplicationDraft named(String name, Scope... scopes) {
        return new ApplicationDraft(name, List.of(scopes), null, null, null, null, null, null);
    }

    /** It sees every project of the organization. */
    public ApplicationDraft withAllProjects() {
        return new ApplicationDraft(name, scopes, true, null, allowedAddresses, redirectUrls, enabled, expiresAt);
    }

    /** It sees these projects, by id or key. */
    public ApplicationDraft withProjects(String... value) {
        return new ApplicationDraft(
                name, scopes, null, List.of(value), allowedAddresses, redirectUrls, enabled, expiresAt);
    }

    /** Where it may be used from: addresses and CIDR ranges. */
    public ApplicationDraft withAllowedAddresses(String... value) {
        return new ApplicationDraft(
                name, scopes, allProjects, projects, List.of(value), redirectUrls, enabled, expiresAt);
    }

    public ApplicationDraft withRedirectUrls(String... value) {
        return new ApplicationDraft(
                name, scopes, allProjects, projects, allowedAddresses, List.of(value), enabled, expiresAt);
    }

    public ApplicationDraft withEnabled(boolean value) {
        return new ApplicationDraft(
                name, scopes, allProjects, projects, allowedAddresses, redirectUrls, value, expiresAt);
    }

    /** When its secret and tokens stop working. */
    public ApplicationDraft withExpiresAt(@Nullable Instant value) {
        return new ApplicationDraft(
                name, scopes, allProjects, projects, allowedAddresses, redirectUrls, enabled, value);
    }
}
