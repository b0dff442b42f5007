package io.muster.server.erasure;

import io.muster.engine.Deadline;
import io.muster.engine.SegmentEngine;
import io.muster.server.access.Scope;
import io.muster.server.audit.AuditEvent;
import io.muster.server.audit.AuditLog;
import io.muster.server.catalog.Catalog;
import io.muster.server.job.Job;
import io.muster.server.job.JobContext;
import io.muster.server.job.JobRunner;
import io.muster.server.job.RetryPolicy;
import io.muster.server.personal.RetiredProfiles;
import io.muster.server.personal.Subject;
import io.muster.server.personal.SubjectKey;
import io.muster.server.personal.Subjects;
import io.muster.server.project.Project;
import io.muster.server.project.Projects;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.springframework.stereotype.Component;

/**
 * Erases people everywhere. Who they are is written down, sealed, before anything is erased, so that a run after a crash
 * knows it although the profiles are gone; every step may be done twice. Thread-safe.
 */
@Component
class ErasureJob implements JobRunner {

    static final String TYPE = "erasure";

    /** Rounds after which whoever keeps coming back is left to the suppression alone. */
    private static final int ROUNDS = 10;

    private final ErasureStore store;
    private final SealedSubjects sealed;
    private final SubjectSearch search;
    private final Inventory inventory;
    private final RetiredProfiles retired;
    private final Suppressions suppressions;
    private final Receipts receipts;
    private final SegmentEngine engine;
    private final Catalog catalog;
    private final Projects projects;
    private final AuditLog audit;
    private final Clock clock;

    ErasureJob(
            ErasureStore store,
            SealedSubjects sealed,
            SubjectSearch search,
            Inventory inventory,
            RetiredProfiles retired,
            Suppressions suppressions,
            Receipts receipts,
            SegmentEngine engine,
            Catalog catalog,
            Projects projects,
            AuditLog audit,
            Clock clock) {
        this.store = store;
        this.sealed = sealed;
        this.search = search;
        this.inventory = inventory;
        this.retired = retired;
        this.suppressions = suppressions;
        this.receipts = receipts;
        this.engine = engine;
        this.catalog = catalog;
        this.projects = projects;
        this.audit = audit;
        this.clock = clock;
    }

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public Scope scope() {
        return Scope.ERASE;
    }

    @Override
    public RetryPolicy retry() {
        return new RetryPolicy(5, Duration.ofSeconds(10));
    }

    @Override
    public void ended(Job job) {
        store.fail(job.subject(), job.state(), job.error());
    }

    @Override
    public void run(JobContext context) {
        Optional<Erasure> erasure = store.find(context.job().subject());
        Optional<Project> project = projects.find(context.job().project());
        if (erasure.isEmpty() || project.isEmpty() || erasure.get().subjects() == null) {
            return;
        }
        store.running(erasure.get().id());
        context.plan(inventory.size() + 2L);
        List<SubjectKey> asked = asked(erasure.get());
        Subjects first = found(erasure.get(), project.get(), context);
        context.advance();
        Subjects subjects = erase(erasure.get(), asked, first, context);
        engine.scrub(project.get().id(), context.deadline());
        catalog.scrub();
        inventory.eraseAgain(subjects);
        context.advance();
        finish(erasure.get().id(), project.get(), asked, context);
    }

    private List<SubjectKey> asked(Erasure erasure) {
        return sealed.open(erasure.id(), Objects.requireNonNull(erasure.subjects()))
                .asked();
    }

    /** As written down by an earlier run; else looked up, counted and written down. */
    private Subjects found(Erasure erasure, Project project, JobContext context) {
        SealedSubjects.Who who = sealed.open(erasure.id(), Objects.requireNonNull(erasure.subjects()));
        List<Subject> known = who.found();
        if (known != null) {
            return new Subjects(project.id(), known);
        }
        Subjects subjects = search.findWithFormer(project.id(), who.asked(), context.deadline());
        note(erasure, who.asked(), subjects, inventory.count(subjects));
        return subjects;
    }

    private void note(Erasure erasure, List<SubjectKey> asked, Subjects subjects, Map<String, Long> counts) {
        store.found(erasure.id(), sealed.seal(erasure.id(), asked, subjects), counts, subjects.people());
    }

    /** Erases them, and whom they became meanwhile; tells who all of these are. */
    private Subjects erase(Erasure erasure, List<SubjectKey> asked, Subjects first, JobContext context) {
        Subjects all = first;
        erase(erasure, all, context::advance);
        Subjects more = again(erasure, all, context);
        for (int round = 0; round < ROUNDS && !more.all().isEmpty(); round++) {
            Map<String, Long> counts = new TreeMap<>(erasure(erasure).counts());
            inventory.count(more).forEach((place, count) -> counts.merge(place, count, Long::sum));
            all = all.and(more);
            note(erasure, asked, all, counts);
            erase(erasure, more, () -> {});
            more = again(erasure, all, context);
        }
        inventory.eraseAgain(all);
        return all;
    }

    private void erase(Erasure erasure, Subjects subjects, Runnable afterEach) {
        if (erasure.suppress()) {
            suppressions.add(subjects);
            engine.refuse(subjects.project(), subjects.identities(), Deadline.none());
        }
        retired.add(subjects.project(), subjects.ordinals());
        inventory.erase(subjects, afterEach);
    }

    /** Who took over what was theirs since they were looked up; and, where that is not to be, who of them came anew. */
    private Subjects again(Erasure erasure, Subjects subjects, JobContext context) {
        Subjects successors = search.findSuccessors(subjects, context.deadline());
        return erasure.suppress() ? successors.and(search.findAnew(subjects, context.deadline())) : successors;
    }

    private Erasure erasure(Erasure erasure) {
        return store.find(erasure.id()).orElseThrow();
    }

    private void finish(String id, Project project, List<SubjectKey> asked, JobContext context) {
        Instant now = clock.instant();
        long dataVersion = engine.dataVersion(project.id());
        Erasure counted = store.find(id).orElseThrow();
        String receipt = receipts.sign(counted, project, asked, dataVersion, now);
        context.finish(() -> {
            store.succeed(id, receipt, dataVersion, now);
            audit.record(AuditEvent.ok(project.organization(), AuditEvent.SYSTEM, "erasure.done", id)
                    .inProject(project.id().value())
                    .with("requested_by", counted.requestedBy())
                    .with("profiles", String.valueOf(counted.profiles())));
        });
    }
}
