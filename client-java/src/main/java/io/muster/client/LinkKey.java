package io.muster.client;

import java.util.Map;

/** What signs the links of a project. Immutable and safe for use by many threads. */
public final class LinkKey {
    private final Transport transport;
    private final String path;

    LinkKey(Transport transport, String path) {
        this.transport = transport;
        this.path = path;
    }

    /** New links are signed with a new key; those that are out stay good for their time. */
    public void rotate() {
        transport.send(Call.once(path + "/rotate", Map.of("revoke", false)));
    }

    /** New links are signed with a new key, and those that are out end at once. */
    public void revoke() {
        transport.send(Call.ask(path + "/rotate", Map.of("revoke", true)));
    }
}
