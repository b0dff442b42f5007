package io.muster.server.webhook;

import io.muster.model.ErrorCode;
import io.muster.model.MusterException;
import java.util.Arrays;
import java.util.stream.Collectors;

/** What webhooks can be told of. */
public enum WebhookEvent {
    EXPORT_SUCCEEDED("export.succeeded"),
    EXPORT_FAILED("export.failed"),
    EXPORT_CANCELLED("export.cancelled"),
    EXPORT_EXPIRED("export.expired"),
    /** An export's files have arrived at its destination. */
    EXPORT_DELIVERED("export.delivered"),
    /** They have not, and it is not tried any more. */
    EXPORT_DELIVERY_FAILED("export.delivery_failed");

    /** What a test sends; nobody subscribes to it. */
    static final String TEST = "webhook.test";

    private final String code;

    WebhookEvent(String code) {
        this.code = code;
    }

    /** The stable name. */
    public String code() {
        return code;
    }

    static WebhookEvent parse(String text) {
        return Arrays.stream(values())
                .filter(event -> event.code.equals(text))
                .findFirst()
                .orElseThrow(() -> new MusterException(
                        ErrorCode.INVALID_REQUEST,
                        "'" + text + "' is not an event; give "
                                + Arrays.stream(values()).map(WebhookEvent::code).collect(Collectors.joining(", "))
                                + "."));
    }
}
