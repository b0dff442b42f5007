package io.muster.client;

/**
 * What signs the callbacks of a project's exports. It is made when it is first needed. Immutable and safe for use by many
 * threads.
 */
public final class CallbackSecret {
    private final Transport transport;
    private final String path;

    CallbackSecret(Transport transport, String path) {
        this.transport = transport;
        this.path = path;
    }

    public WebhookSecret get() {
        return transport.json(Call.get(path), WebhookSecret.class);
    }

    /** Makes a new one. For 24 hours callbacks carry two signatures, the new secret's and the one before's. */
    public WebhookSecret rotate() {
        return transport.json(Call.once(path + "/rotate"), WebhookSecret.class);
    }
}
