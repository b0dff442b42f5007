package io.muster.client;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What to change of a webhook; all else stays as it is. Immutable; begin from {@link #NONE}. */
public final class WebhookChanges {
    /** No change at all. */
    public static final WebhookChanges NONE = new WebhookChanges(Changes.NONE);

    private final Changes changes;

    private WebhookChanges(Changes changes) {
        this.changes = changes;
    }

    /** Where messages go, those that wait among them. */
    public WebhookChanges url(String value) {
        return with("url", value);
    }

    /** What it is told of, such as {@code export.succeeded}. */
    public WebhookChanges events(List<String> value) {
        return with("events", List.copyOf(value));
    }

    /** Null for none. */
    public WebhookChanges description(@Nullable String value) {
        return with("description", value);
    }

    /** On forgets why it was switched off. */
    public WebhookChanges enabled(boolean value) {
        return with("enabled", value);
    }

    @JsonValue
    Map<String, @Nullable Object> json() {
        return changes.members();
    }

    private WebhookChanges with(String member, @Nullable Object value) {
        return new WebhookChanges(changes.with(member, value));
    }
}
