package io.muster.client;

import java.util.stream.Stream;

/** The projects that the credentials can see. Immutable and safe for use by many threads. */
public final class Projects {
    private static final String PATH = "/v1/projects";

    private final Transport transport;

    Projects(Transport transport) {
        this.transport = transport;
    }

    /** All of them, oldest first, read as the stream is walked through. */
    public Stream<Project> list() {
        return Pages.stream(transport, Call.get(PATH), Project.class);
    }

    /** One, by id or key. */
    public Project get(String idOrKey) {
        return transport.json(Call.get(path(idOrKey)), Project.class);
    }

    /** Makes an empty project. */
    public Project create(ProjectDraft draft) {
        return transport.json(Call.make(PATH, RequestBody.json(draft)), Project.class);
    }

    /** Changes the members that are given and leaves the others. */
    public Project update(String idOrKey, ProjectChanges changes) {
        return transport.json(Call.patch(path(idOrKey), changes), Project.class);
    }

    /** Deletes a project and everything in it, for good. */
    public void delete(String idOrKey) {
        transport.send(Call.delete(path(idOrKey)));
    }

    private static String path(String idOrKey) {
        return PATH + "/" + Paths.segment(idOrKey);
    }
}
