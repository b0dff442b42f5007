package io.muster.server.erasure;

import io.muster.engine.Deadline;
import io.muster.model.ErrorCode;
import io.muster.model.MusterException;
import io.muster.model.ProjectId;
import io.muster.server.access.Caller;
import io.muster.server.catalog.Catalog;
import io.muster.server.catalog.Ids;
import io.muster.server.config.MusterProperties;
import io.muster.server.erasure.Access.State;
import io.muster.server.http.Cursor;
import io.muster.server.http.Page;
import io.muster.server.http.PageRequest;
import io.muster.server.job.Job;
import io.muster.server.job.Jobs;
import io.muster.server.job.NewJob;
import io.muster.server.job.RecurringWork;
import io.muster.server.personal.Findings;
import io.muster.server.personal.PersonalData;
import io.muster.server.personal.Place;
import io.muster.server.personal.Subject;
import io.muster.server.personal.SubjectKey;
import io.muster.server.personal.Subjects;
import io.muster.server.project.Project;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.springframework.stereotype.Service;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/** Tells what is known of somebody, as files; these are themselves data of that person. Thread-safe. */
@Service
class Accesses implements PersonalData, RecurringWork {

    private static final int AT_ONCE = 200;

    private final Catalog catalog;
    private final AccessStore store;
    private final SealedSubjects sealed;
    private final SubjectSearch search;
    private final SubjectFiles files;
    private final Jobs jobs;
    private final JsonMapper json;
    private final Duration timeout;
    private final Ids ids;
    private final Clock clock;

    Accesses(
            Catalog catalog,
            AccessStore store,
            SealedSubjects sealed,
            SubjectSearch search,
            SubjectFiles files,
            @org.springframework.context.annotation.Lazy Jobs jobs,
            JsonMapper json,
            MusterProperties properties,
            Ids ids,
            Clock clock) {
        this.catalog = catalog;
        this.store = store;
        this.sealed = sealed;
        this.search = search;
        this.files = files;
        this.jobs = jobs;
        this.json = json;
        this.timeout = properties.queryTimeout();
        this.ids = ids;
        this.clock = clock;
    }

    /** Somebody to be told of, once it is known that there is one and only one. */
    record Prepared(SubjectKey key, int ordinal) {}

    /**
     * Looks the profile up.
     *
     * @throws MusterException NOT_FOUND; CONFLICT where several profiles have the key
     */
    Prepared prepare(Project project, SubjectKey key) {
        List<Subject> found =
                search.find(project.id(), List.of(key), Deadline.after(timeout)).all();
        if (found.size() > 1) {
            throw new MusterException(
                    ErrorCode.CONFLICT, found.size() + " profiles have this key; give the id of one of them.");
        }
        Integer ordinal = found.getFirst().ordinal();
        if (ordinal == null) {
            throw new MusterException(ErrorCode.NOT_FOUND, "No profile has this key in this project.");
        }
        return new Prepared(key, ordinal);
    }

    /**
     * Asks for the file: its row and its job are made together.
     *
     * @throws MusterException QUOTA_EXCEEDED
     */
    Access add(Project project, Caller caller, Prepared prepared) {
        return catalog.transaction(db -> {
            String id = ids.next("y");
            Job job = jobs.ask(
                    project,
                    new NewJob(
                            project.id(),
                            AccessJob.TYPE,
                            "subject_access",
                            id,
                            "places",
                            JsonNodeFactory.instance.objectNode()));
            Access access = new Access(
                    id,
                    project.id().value(),
                    State.QUEUED,
                    caller.actor(),
                    sealed.seal(id, List.of(prepared.key()), null),
                    prepared.ordinal(),
                    null,
                    null,
                    null,
                    job.id(),
                    null,
                    clock.instant(),
                    null,
                    null);
            store.insert(access);
            return access;
        });
    }

    /** @throws MusterException NOT_FOUND */
    Access get(Project project, String id) {
        return store.find(project.id().value(), id)
                .orElseThrow(() -> new MusterException(
                        ErrorCode.NOT_FOUND, "There is no subject access \"" + id + "\" in this project."));
    }

    /**
     * The file.
     *
     * @throws MusterException NOT_FOUND; NOT_READY; GONE where it is deleted
     */
    Path file(Project project, String id) {
        Access access = get(project, id);
        boolean kept = access.state() == State.SUCCEEDED && Files.exists(files.file(access));
        if (kept) {
            return files.file(access);
        }
        boolean gone = access.state() == State.SUCCEEDED || access.state() == State.EXPIRED;
        throw new MusterException(
                gone ? ErrorCode.GONE : ErrorCode.NOT_READY,
                "Subject access \"" + id + "\" "
                        + (gone
                                ? "has no file any more."
                                : "is " + access.state().text() + "."));
    }

    /** Newest first. */
    Page<Access> list(Project project, PageRequest page) {
        String list = "accesses:" + project.id();
        String before = page.start(list, 1).map(cursor -> cursor.text(0)).orElse(null);
        List<Access> found = store.list(project.id().value(), before, page.limit() + 1);
        return Page.of(found, page.limit(), last -> Cursor.encode(list, last.id()));
    }

    /** Deletes the file, or cancels its making. */
    void delete(Project project, String id) {
        expire(get(project, id));
    }

    private void expire(Access access) {
        store.expire(access.id());
        files.delete(access);
    }

    @Override
    public String name() {
        return "subject-access-sweep";
    }

    @Override
    public Duration every() {
        return Duration.ofMinutes(10);
    }

    @Override
    public void run() {
        store.expired(clock.instant(), AT_ONCE).forEach(this::expire);
    }

    @Override
    public Place place() {
        return Place.SUBJECT_ACCESS;
    }

    @Override
    public long count(Subjects subjects) {
        return about(subjects).size();
    }

    @Override
    public void erase(Subjects subjects) {
        about(subjects).forEach(this::expire);
    }

    @Override
    public void read(ProjectId project, Subject subject, Findings findings) {
        for (Access access : about(new Subjects(project, List.of(subject)))) {
            findings.add(
                    "subject_access",
                    json.createObjectNode()
                            .put("id", access.id())
                            .put("created_at", access.createdAt().toString()));
        }
    }

    private List<Access> about(Subjects subjects) {
        List<Integer> ordinals =
                Arrays.stream(subjects.ordinals().toArray()).boxed().toList();
        return ordinals.isEmpty() ? List.of() : store.about(subjects.project().value(), ordinals);
    }
}
