package io.muster.client;

import java.util.Map;
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

    /**
     * Deletes a project and everything in it, for good. It is gone at once; what was in it goes in the background.
     *
     * @param name the project's, so that none is deleted by mistake
     */
    public ProjectDeletion delete(String idOrKey, String name) {
        return transport.json(Call.delete(path(idOrKey), Map.of("name", name)), ProjectDeletion.class);
    }

    /** How far a deletion is. */
    public ProjectDeletion deletion(String id) {
        return transport.json(Call.get("/v1/project-deletions/" + Paths.segment(id)), ProjectDeletion.class);
    }

    private static String path(String idOrKey) {
        return PATH + "/" + Paths.segment(idOrKey);
    }
}
