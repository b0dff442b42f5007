package io.muster.client;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;

/** What is known of somebody, as files. Immutable and safe for use by many threads. */
public final class SubjectAccesses {
    private final Transport transport;
    private final String path;

    SubjectAccesses(Transport transport, String path) {
        this.transport = transport;
        this.path = path;
    }

    /** All of them, newest first, read as the stream is walked through. Nothing in them says whom they are about. */
    public Stream<SubjectAccess> list() {
        return Pages.stream(transport, Call.get(path), SubjectAccess.class);
    }

    /** Asks for the file about the profile with that id. */
    public SubjectAccess ofProfile(String id) {
        return request(Map.of("profile", id));
    }

    /** Asks for the file about the only profile that has that key. */
    public SubjectAccess ofIdentity(IdentityKey identity) {
        return request(Map.of("identity", identity));
    }

    public SubjectAccess get(String id) {
        return transport.json(Call.get(path(id)), SubjectAccess.class);
    }

    /**
     * Waits until the file is there.
     *
     * @throws WorkFailedException if it is not made, or takes longer than {@code atMost}
     */
    public SubjectAccess await(String id, Duration atMost) {
        SubjectAccess access = new Polling(transport.pause(), atMost, "Subject access " + id)
                .until(
                        () -> get(id),
                        next -> !next.state().equals("queued") && !next.state().equals("running"));
        if (!access.state().equals("succeeded")) {
            throw WorkFailedException.of("Subject access " + id, access.state(), access.error());
        }
        return access;
    }

    /** Puts the file at {@code target}: one JSON object on each line. */
    public void download(String id, Path target) throws IOException {
        Files.write(target, transport.bytes(Call.get(path(id) + "/file").header("Accept", "application/x-ndjson")));
    }

    /** Deletes the file. */
    public void delete(String id) {
        transport.send(Call.delete(path(id)));
    }

    private SubjectAccess request(Map<String, Object> body) {
        return transport.json(Call.make(path, RequestBody.json(body)), SubjectAccess.class);
    }

    private String path(String id) {
        return path + "/" + Paths.segment(id);
    }
}
