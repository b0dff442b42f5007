package io.muster.client;

import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;

/** The copies of one export's files at destinations. Immutable and safe for use by many threads. */
public final class Deliveries {
    private final Transport transport;
    private final String path;

    Deliveries(Transport transport, String path) {
        this.transport = transport;
        this.path = path;
    }

    /** All of them, oldest first, read as the stream is walked through. */
    public Stream<Delivery> list() {
        return Pages.stream(transport, Call.get(path), Delivery.class);
    }

    public Delivery get(String id) {
        return transport.json(Call.get(path(id)), Delivery.class);
    }

    /**
     * Has the files copied to a destination, by its id or key: now if the export has succeeded, else when it does; wait
     * for it with {@link Exports#awaitDeliveries}.
     */
    public Delivery create(String destination) {
        Map<String, String> body = Map.of("destination", destination);
        return transport.json(Call.make(path, RequestBody.json(body)), Delivery.class);
    }

    /** Begins again one that failed or was cancelled, while the export has its files. */
    public Delivery retry(String id) {
        return transport.json(Call.once(path(id) + "/retry"), Delivery.class);
    }

    /** A URL of the store's, with which anybody can read the first file for a day. Only S3 has such links. */
    public Link link(String id) {
        return transport.json(Call.ask(path(id) + "/link", Map.of()), Link.class);
    }

    /**
     * A URL of the store's, with which anybody can read one of the files for a time. Only S3 has such links.
     *
     * @param file which of the files, from 0
     * @param expiresIn ten seconds to seven days
     */
    public Link link(String id, int file, Duration expiresIn) {
        Map<String, Object> body = Map.of("file", file, "expires_in", expiresIn);
        return transport.json(Call.ask(path(id) + "/link", body), Link.class);
    }

    private String path(String id) {
        return path + "/" + Paths.segment(id);
    }
}
