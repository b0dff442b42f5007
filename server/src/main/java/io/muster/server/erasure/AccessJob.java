package io.muster.server.erasure;

import io.muster.model.ErrorCode;
import io.muster.model.MusterException;
import io.muster.server.access.Scope;
import io.muster.server.erasure.Access.State;
import io.muster.server.job.Job;
import io.muster.server.job.JobContext;
import io.muster.server.job.JobRunner;
import io.muster.server.job.JobState;
import io.muster.server.personal.Subject;
import io.muster.server.project.Project;
import io.muster.server.project.Projects;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Writes down what is known of somebody. Thread-safe. */
@Component
class AccessJob implements JobRunner {

    static final String TYPE = "subject_access";

    /** How long a file is kept. */
    static final Duration KEPT = Duration.ofDays(7);

    /** What the job says where its access is over before it. */
    static final String CUT_SHORT = "The subject access was deleted meanwhile, or whom it is about was erased.";

    private final AccessStore store;
    private final SealedSubjects sealed;
    private final SubjectSearch search;
    private final Inventory inventory;
    private final SubjectFiles files;
    private final Projects projects;
    private final Clock clock;

    AccessJob(
            AccessStore store,
            SealedSubjects sealed,
            SubjectSearch search,
            Inventory inventory,
            SubjectFiles files,
            Projects projects,
            Clock clock) {
        this.store = store;
        this.sealed = sealed;
        this.search = search;
        this.inventory = inventory;
        this.files = files;
        this.projects = projects;
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
    public void ended(Job job) {
        store.fail(job.subject(), job.state() == JobState.CANCELLED ? State.CANCELLED : State.FAILED, job.error());
        store.find(job.subject()).ifPresent(files::delete);
    }

    @Override
    public void run(JobContext context) {
        Optional<Access> access = store.find(context.job().subject());
        Optional<Project> project = projects.find(context.job().project());
        if (access.isEmpty()
                || project.isEmpty()
                || access.get().subject() == null
                || !store.start(access.get().id())) {
            return;
        }
        SubjectFiles.Made made = write(access.get(), project.get(), context);
        Instant now = clock.instant();
        try {
            context.finish(() -> {
                if (!store.succeed(access.get().id(), made, now, now.plus(KEPT))) {
                    throw new MusterException(ErrorCode.GONE, CUT_SHORT);
                }
            });
        } catch (RuntimeException e) {
            files.delete(access.get());
            throw e;
        }
    }

    private SubjectFiles.Made write(Access access, Project project, JobContext context) {
        SealedSubjects.Who who = sealed.open(access.id(), String.valueOf(access.subject()));
        List<Subject> found =
                search.find(project.id(), who.asked(), context.deadline()).all();
        return files.write(access, findings -> {
            context.plan(1);
            for (Subject subject : found) {
                inventory.read(project.id(), subject, findings);
            }
            context.advance();
        });
    }
}
