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
        return transport.json(Call.make(path, RequestBody.json(tree(json))), Destination.class);
    }

    /**
     * Replaces everything but the key. Secrets that are not given stay, unless files would go to another receiver than
     * before.
     *
     * @param json as for {@link #create}
     * @throws IllegalArgumentException where it is not JSON
     */
    public Destination replace(String idOrKey, String json) {
        return transport.json(Call.put(path(idOrKey), tree(json)), Destination.class);
    }

    /** Deletes it; files that were copied there stay there. */
    public void delete(String idOrKey) {
        transport.send(Call.delete(path(idOrKey)));
    }

    /** Has the server write a small file there and delete it. */
    public DestinationCheck test(String idOrKey) {
        return transport.json(Call.make(path(idOrKey) + "/test", null), DestinationCheck.class);
    }

    private static JsonNode tree(String json) {
        try {
            return MusterJson.mapper().readTree(json);
        } catch (JacksonException e) {
            throw new IllegalArgumentException("A destination is a JSON object: " + e.getOriginalMessage(), e);
        }
    }

    private String path(String idOrKey) {
        return path + "/" + Paths.segment(idOrKey);
    }
}
