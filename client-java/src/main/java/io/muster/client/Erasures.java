package io.muster.client;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/** People who are erased from a project. Immutable and safe for use by many threads. */
public final class Erasures {
    private final Transport transport;
    private final String path;

    Erasures(Transport transport, String path) {
        this.transport = transport;
        this.path = path;
    }

    /** All of them, newest first, read as the stream is walked through. */
    public Stream<Erasure> list() {
        return Pages.stream(transport, Call.get(path), Erasure.class);
    }

    public Erasure get(String id) {
        return transport.json(Call.get(path(id)), Erasure.class);
    }

    /** What a request would erase; nothing is erased. */
    public ErasurePreview preview(ErasureRequest request) {
        return transport.json(Call.ask(path, body(request, true)), ErasurePreview.class);
    }

    /** Begins an erasure, which cannot be undone; wait for it with {@link #await}. */
    public Erasure begin(ErasureRequest request) {
        return transport.json(Call.make(path, RequestBody.json(body(request, false))), Erasure.class);
    }

    /**
     * Waits until everything is erased.
     *
     * @throws WorkFailedException if it fails, or takes longer than {@code atMost}; it is gone on with all the same
     */
    public Erasure await(String id, Duration atMost) {
        Erasure erasure = new Polling(transport.pause(), atMost, "Erasure " + id)
                .until(
                        () -> get(id),
                        next -> !next.state().equals("queued") && !next.state().equals("running"));
        if (!erasure.state().equals("succeeded")) {
            throw WorkFailedException.of("Erasure " + id, erasure.state(), erasure.error());
        }
        return erasure;
    }

    /** What was erased, signed: a JWS in compact form. */
    public String receipt(String id) {
        byte[] receipt = transport.bytes(Call.get(path(id) + "/receipt").header("Accept", "application/jose"));
        return new String(receipt, StandardCharsets.UTF_8);
    }

    private static Map<String, Object> body(ErasureRequest request, boolean dryRun) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("profiles", request.profiles());
        body.put("export_keys", request.exportKeys());
        body.put("identities", request.identities());
        body.put("suppress", request.suppress());
        body.put("dry_run", dryRun);
        return body;
    }

    private String path(String id) {
        return path + "/" + Paths.segment(id);
    }
}
