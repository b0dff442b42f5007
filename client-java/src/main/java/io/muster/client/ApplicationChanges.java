package io.muster.client;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What to change of an application; all else stays as it is. Immutable; begin from {@link #NONE}. */
public final class ApplicationChanges {
    /** No change at all. */
    public static final ApplicationChanges NONE = new ApplicationChanges(Changes.NONE);

    private final Changes changes;

    private ApplicationChanges(Changes changes) {
        this.changes = changes;
    }

    public ApplicationChanges name(String value) {
        return with("name", value);
    }

    public ApplicationChanges scopes(Scope... value) {
        return with("scopes", List.of(value));
    }

    /** It sees every project of the organization. */
    public ApplicationChanges allProjects() {
        return with("all_projects", true);
    }

    /** It sees these projects, by id or key, and no others. */
    public ApplicationChanges projects(String... value) {
        return with("projects", List.of(value));
    }

    /** Where it may be used from: addresses and CIDR ranges, or none for everywhere. */
    public ApplicationChanges allowedAddresses(String... value) {
        return with("allowed_addresses", List.of(value));
    }

    public ApplicationChanges redirectUrls(String... value) {
        return with("redirect_urls", List.of(value));
    }

    /** Off stops its secrets and every token of it at once. */
    public ApplicationChanges enabled(boolean value) {
        return with("enabled", value);
    }

    /** When its secret and tokens stop working; null for never. */
    public ApplicationChanges expiresAt(@Nullable Instant value) {
        return with("expires_at", value);
    }

    @JsonValue
    Map<String, @Nullable Object> json() {
        return changes.members();
    }

    private ApplicationChanges with(String member, @Nullable Object value) {
        return new ApplicationChanges(changes.with(member, value));
    }
}
