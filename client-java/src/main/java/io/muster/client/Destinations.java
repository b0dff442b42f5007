package io.muster.client;

import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** The places that exports of a project are copied to. Immutable and safe for use by many threads. */
public final class Destinations {
    private final Transport transport;
    private final String path;

    Destinations(Transport transport, String path) {
        this.transport = transport;
        this.path = path;
    }

    /** All of them, oldest first, read as the stream is walked through. */
    public Stream<Destination> list() {
        return Pages.stream(transport, Call.get(path), Destination.class);
    }

    /** One, by id or key. */
    public Destination get(String idOrKey) {
        return transport.json(Call.get(path(idOrKey)), Destination.class);
    }

    /**
     * Makes one.
     *
     * @param json such as {@code {"name": "Lake", "s3": {"bucket": …}}}; the server's documentation has all members
     * @throws IllegalArgumentException where it is not JSON
     */
    public Destination create(String json) {
        JsonNode draft;
        try {
            draft = MusterJson.mapper().readTree(json);
        } catch (JacksonException e) {
            throw new IllegalArgumentException("A destination is a JSON object: " + e.getOriginalMessage(), e);
        }
        return transport.json(Call.make(path, RequestBody.json(draft)), Destination.class);
    }

    /** Deletes it; files that were copied there stay there. */
    public void delete(String idOrKey) {
        transport.send(Call.delete(path(idOrKey)));
    }

    /** Has the server write a small file there and delete it. */
    public DestinationCheck test(String idOrKey) {
        return transport.json(Call.make(path(idOrKey) + "/test", null), DestinationCheck.class);
    }

    private String path(String idOrKey) {
        return path + "/" + Paths.segment(idOrKey);
    }
}
