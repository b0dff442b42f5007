package io.muster.client;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;

/** Which messages. Immutable; begin from {@link #ALL}. */
public final class WebhookDeliveryFilter {
    /** Those to every webhook, and callbacks. */
    public static final WebhookDeliveryFilter ALL = new WebhookDeliveryFilter(List.of());

    private final List<Entry<String, String>> parameters;

    private WebhookDeliveryFilter(List<Entry<String, String>> parameters) {
        this.parameters = parameters;
    }

    /** Those to that webhook. */
    public WebhookDeliveryFilter webhook(String id) {
        return with("webhook", id);
    }

    /** Those that are {@code pending}, {@code delivered} or {@code failed}. */
    public WebhookDeliveryFilter state(String state) {
        return with("state", state);
    }

    List<Entry<String, String>> parameters() {
        return parameters;
    }

    private WebhookDeliveryFilter with(String name, String value) {
        List<Entry<String, String>> all = new ArrayList<>(parameters);
        all.add(Map.entry(name, value));
        return new WebhookDeliveryFilter(List.copyOf(all));
    }
}
