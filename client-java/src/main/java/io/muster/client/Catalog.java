package io.muster.client;

import java.util.stream.Stream;

/** What has been seen in a project's data. Immutable and safe for use by many threads. */
public final class Catalog {
    private final Transport transport;
    private final String path;

    Catalog(Transport transport, String path) {
        this.transport = transport;
        this.path = path;
    }

    /** Every attribute that a profile has, by name, read as the stream is walked through. */
    public Stream<NamedValue> attributes() {
        return Pages.stream(transport, Call.get(path + "/attributes"), NamedValue.class);
    }

    /** Every event name with its properties, by name, read as the stream is walked through. */
    public Stream<EventType> events() {
        return Pages.stream(transport, Call.get(path + "/events"), EventType.class);
    }
}
