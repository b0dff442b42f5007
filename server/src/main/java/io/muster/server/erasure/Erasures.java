package io.muster.server.erasure;

import io.muster.engine.Deadline;
import io.muster.model.ErrorCode;
import io.muster.model.MusterException;
import io.muster.model.ProjectId;
import io.muster.server.access.Caller;
import io.muster.server.catalog.Catalog;
import io.muster.server.catalog.Ids;
import io.muster.server.config.MusterProperties;
import io.muster.server.http.Cursor;
import io.muster.server.http.Page;
import io.muster.server.http.PageRequest;
import io.muster.server.job.Job;
import io.muster.server.job.JobState;
import io.muster.server.job.Jobs;
import io.muster.server.job.NewJob;
import io.muster.server.job.RecurringWork;
import io.muster.server.personal.Subjects;
import io.muster.server.project.Project;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Service;
import tools.jackson.databind.node.JsonNodeFactory;

/** Erases people from a project. What was begun is finished, whoever cancels its job. Thread-safe. */
@Service
class Erasures implements RecurringWork {

    private final Catalog catalog;
    private final ErasureStore store;
    private final SealedSubjects sealed;
    private final SubjectSearch search;
    private final Inventory inventory;
    private final Jobs jobs;
    private final Duration timeout;
    private final Ids ids;
    private final Clock clock;

    Erasures(
            Catalog catalog,
            ErasureStore store,
            SealedSubjects sealed,
            SubjectSearch search,
            Inventory inventory,
            Jobs jobs,
            MusterProperties properties,
            Ids ids,
            Clock clock) {
        this.catalog = catalog;
        this.store = store;
        this.sealed = sealed;
        this.search = search;
        this.inventory = inventory;
        this.jobs = jobs;
        this.timeout = properties.queryTimeout();
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * What an erasure would erase now.
     *
     * @param unknown how many of the keys no profile has
     * @param subjects what stands for the keys in receipts
     */
    record Preview(boolean dryRun, int profiles, int unknown, List<String> subjects, List<PlaceCount> places) {}

    Preview preview(Project project, ErasureRequest request) {
        Subjects subjects = search.findWithFormer(project.id(), request.keys(), Deadline.after(timeout));
        return new Preview(
                true,
                subjects.people(),
                subjects.all().size() - subjects.ordinals().getCardinality(),
                request.keys().stream().map(sealed::pseudonym).sorted().toList(),
                PlaceCount.of(inventory.count(subjects)));
    }

    /**
     * Begins an erasure: its row and its job are made together.
     *
     * @throws MusterException QUOTA_EXCEEDED
     */
    Erasure add(Project project, Caller caller, ErasureRequest request) {
        return catalog.transaction(db -> {
            String id = ids.next("x");
            Job job = jobs.ask(project, job(project.id(), id));
            Erasure erasure = new Erasure(
                    id,
                    project.id().value(),
                    JobState.QUEUED,
                    caller.actor(),
                    request.suppress(),
                    request.keys().size(),
                    sealed.seal(id, request.keys(), null),
                    Map.of(),
                    null,
                    null,
                    null,
                    job.id(),
                    null,
                    clock.instant(),
                    null);
            store.insert(erasure);
            return erasure;
        });
    }

    /** @throws MusterException NOT_FOUND */
    Erasure get(Project project, String id) {
        return store.find(project.id().value(), id)
                .orElseThrow(() -> new MusterException(
                        ErrorCode.NOT_FOUND, "There is no erasure \"" + id + "\" in this project."));
    }

    /**
     * What was erased, as a signed statement in compact form.
     *
     * @throws MusterException NOT_FOUND; NOT_READY while it is not done
     */
    String receipt(Project project, String id) {
        Erasure erasure = get(project, id);
        if (erasure.receipt() == null) {
            throw new MusterException(
                    ErrorCode.NOT_READY,
                    "Erasure \"" + id + "\" is " + erasure.state().text() + "; its receipt is made at its end.");
        }
        return erasure.receipt();
    }

    /** Newest first. */
    Page<Erasure> list(Project project, PageRequest page) {
        String list = "erasures:" + project.id();
        String before = page.start(list, 1).map(cursor -> cursor.text(0)).orElse(null);
        List<Erasure> found = store.list(project.id().value(), before, page.limit() + 1);
        return Page.of(found, page.limit(), last -> Cursor.encode(list, last.id()));
    }

    @Override
    public String name() {
        return "erasure-resumption";
    }

    @Override
    public Duration every() {
        return Duration.ofMinutes(10);
    }

    /** Whoever is erased half must not stay so. */
    @Override
    public void run() {
        for (Erasure erasure : store.unfinished()) {
            boolean over = erasure.state() == JobState.FAILED || erasure.state() == JobState.CANCELLED;
            if (over) {
                catalog.change(db -> store.queued(
                        erasure.id(),
                        jobs.enqueue(job(new ProjectId(erasure.project()), erasure.id()))
                                .id()));
            }
        }
    }

    private static NewJob job(ProjectId project, String erasure) {
        return new NewJob(
                project, ErasureJob.TYPE, "erasure", erasure, "places", JsonNodeFactory.instance.objectNode());
    }
}
