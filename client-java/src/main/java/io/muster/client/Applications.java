package io.muster.client;

import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;

/** The applications that see a project. Immutable and safe for use by many threads. */
public final class Applications {
    private final Transport transport;
    private final String path;

    Applications(Transport transport, String path) {
        this.transport = transport;
        this.path = path;
    }

    /**
     * Those that see the project and no more than these credentials do, oldest first, read as the stream is walked
     * through.
     */
    public Stream<Application> list() {
        return Pages.stream(transport, Call.get(path), Application.class);
    }

    /** One, without its secret. */
    public Application get(String id) {
        return transport.json(Call.get(path(id)), Application.class);
    }

    /** Makes one and gives it with its new secret. It cannot have more than these credentials have. */
    public Application create(ApplicationDraft draft) {
        return transport.json(Call.make(path, RequestBody.json(draft)), Application.class);
    }

    /** Changes what is given and leaves the rest. */
    public Application update(String id, ApplicationChanges changes) {
        return transport.json(Call.patch(path(id), changes), Application.class);
    }

    /** Deletes it; its secrets and tokens end at once. */
    public void delete(String id) {
        transport.send(Call.delete(path(id)));
    }

    /** Gives it a new secret, which is in the answer. The one before ends at once, and so do tokens. */
    public Application rotate(String id) {
        return rotate(id, Map.of());
    }

    /** As {@link #rotate(String)}, but the secret before goes on working for so long, up to 30 days. */
    public Application rotate(String id, Duration overlap) {
        return rotate(id, Map.of("overlap", overlap));
    }

    /** The application with its secret, or with {@code ********} where the server keeps hashes only. It is audited. */
    public Application reveal(String id) {
        return transport.json(Call.ask(path(id) + "/reveal"), Application.class);
    }

    private Application rotate(String id, Map<String, Duration> body) {
        return transport.json(Call.make(path(id) + "/rotate", RequestBody.json(body)), Application.class);
    }

    private String path(String id) {
        return path + "/" + Paths.segment(id);
    }
}
