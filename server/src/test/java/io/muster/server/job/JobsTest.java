package io.muster.server.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.muster.model.ErrorCode;
import io.muster.model.MusterException;
import io.muster.model.ProjectId;
import io.muster.server.access.Caller;
import io.muster.server.access.Reach;
import io.muster.server.access.Scope;
import io.muster.server.catalog.Catalog;
import io.muster.server.http.PageRequest;
import io.muster.server.http.ProblemException;
import io.muster.server.project.Project;
import io.muster.server.project.Projects;
import io.muster.server.test.Answer;
import io.muster.server.test.Database;
import io.muster.server.test.OnEachDatabase;
import io.muster.server.test.Shop;
import io.muster.server.test.SteppedClock;
import io.muster.server.test.TestServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

@OnEachDatabase
class JobsTest {
    private static final Duration SOON = Duration.ofSeconds(20);

    private final Database database;
    private final TestServer server;
    private final Jobs jobs;
    private final ProjectId project;
    private final String subject = UUID.randomUUID().toString();

    JobsTest(Database database) {
        this.database = database;
        this.server = TestServer.on(database);
        this.jobs = server.bean(Jobs.class);
        this.project = defaultProject(server);
    }

    @Test
    void aJobRunsAndTellsHowFarItCame() {
        Job queued = start(context -> {
            context.report(3, 7);
            assertThat(context.job().data().get("n").asInt()).isEqualTo(5);
        });

        Job done = awaitEnd(queued);
        assertThat(done.state()).isEqualTo(JobState.SUCCEEDED);
        assertThat(done.done()).isEqualTo(3);
        assertThat(done.total()).isEqualTo(7);
        assertThat(done.attempts()).isEqualTo(1);
        assertThat(done.finishedAt()).isAfterOrEqualTo(done.startedAt());
    }

    @Test
    void progressIsSeenWhileTheJobRuns() {
        Job running = start(context -> {
            context.report(1, 2);
            ScriptedJobs.block(context);
        });

        await().atMost(SOON).until(() -> get(running).done() == 1);
        assertThat(get(running).state()).isEqualTo(JobState.RUNNING);
        jobs.cancel(project, running.id());
    }

    @Test
    void aRunningJobIsCancelledAtOnceAndItsRunnerTold() {
        CountDownLatch over = new CountDownLatch(1);
        Job running = start(context -> {
            try {
                ScriptedJobs.block(context);
            } finally {
                over.countDown();
            }
        });
        await().atMost(SOON).until(() -> get(running).state() == JobState.RUNNING);

        jobs.cancel(project, running.id());
        jobs.cancel(project, running.id());

        assertThat(get(running).state()).isEqualTo(JobState.CANCELLED);
        await().atMost(SOON).until(() -> over.getCount() == 0);
        assertThat(ScriptedJobs.ENDED)
                .filteredOn(job -> job.id().equals(running.id()))
                .hasSize(1);
    }

    @Test
    void aJobThatWaitsIsCancelledWithoutEverRunning(@TempDir Path data) {
        Map<String, String> settings = new HashMap<>(database.settings());
        settings.put("muster.job.workers", "1");
        try (TestServer own = TestServer.start(data, settings)) {
            Jobs there = own.bean(Jobs.class);
            ProjectId home = defaultProject(own);
            Job first = enqueue(there, home, 1, ScriptedJobs::block).getFirst();
            await().atMost(SOON).until(() -> there.get(home, first.id()).state() == JobState.RUNNING);
            AtomicInteger runs = new AtomicInteger();
            Job waiting =
                    enqueue(there, home, 1, context -> runs.incrementAndGet()).getFirst();

            there.cancel(home, waiting.id());
            there.cancel(home, first.id());
            Job last = enqueue(there, home, 1, context -> {}).getFirst();

            await().atMost(SOON).until(() -> there.get(home, last.id()).state() == JobState.SUCCEEDED);
            assertThat(there.get(home, waiting.id()).state()).isEqualTo(JobState.CANCELLED);
            assertThat(runs).hasValue(0);
        }
    }

    @Test
    void whatTheCallerDidWrongIsToldAndNotTriedAgain() {
        Job failing = start(context -> {
            throw new MusterException(ErrorCode.UNKNOWN_SEGMENT, "There is no segment x.");
        });

        Job failed = awaitEnd(failing);
        assertThat(failed.state()).isEqualTo(JobState.FAILED);
        assertThat(failed.error()).isEqualTo(new Job.Failure("unknown_segment", "There is no segment x."));
        assertThat(failed.attempts()).isEqualTo(1);
    }

    @Test
    void aFaultOfTheServerIsTriedAgainAndTellsNothing() {
        AtomicInteger runs = new AtomicInteger();
        Job lucky = start(context -> {
            if (runs.incrementAndGet() < 3) {
                throw new IllegalStateException("a secret detail");
            }
        });
        Job unlucky = start(UUID.randomUUID().toString(), context -> {
            throw new IllegalStateException("a secret detail");
        });

        assertThat(awaitEnd(lucky).state()).isEqualTo(JobState.SUCCEEDED);
        Job failed = awaitEnd(unlucky);
        assertThat(failed.attempts()).isEqualTo(3);
        assertThat(failed.error()).extracting(Job.Failure::code).isEqualTo("internal");
        assertThat(String.valueOf(failed.error())).doesNotContain("secret");
    }

    @Test
    void aJobIsQueuedOnlyIfTheTransactionIsCommitted() {
        AtomicInteger runs = new AtomicInteger();
        ScriptedJobs.SCRIPTS.put(subject, context -> runs.incrementAndGet());
        assertThatThrownBy(() -> server.bean(Catalog.class).change(dsl -> {
                    jobs.enqueue(job(subject));
                    throw new IllegalStateException("no");
                }))
                .hasMessage("no");

        assertThat(jobs.active(project, subject)).isEmpty();
        awaitEnd(start(UUID.randomUUID().toString(), context -> {}));
        assertThat(runs).hasValue(0);
    }

    @Test
    void theLastWritesOfACancelledJobDoNotHappen() {
        AtomicInteger writes = new AtomicInteger();
        CountDownLatch cancelled = new CountDownLatch(1);
        CountDownLatch over = new CountDownLatch(1);
        Job running = start(context -> {
            try {
                cancelled.await();
                context.finish(writes::incrementAndGet);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } finally {
                over.countDown();
            }
        });
        await().atMost(SOON).until(() -> get(running).state() == JobState.RUNNING);
        jobs.cancel(project, running.id());
        cancelled.countDown();

        await().atMost(SOON).until(() -> over.getCount() == 0);
        assertThat(writes).hasValue(0);
        assertThat(get(running).state()).isEqualTo(JobState.CANCELLED);
    }

    @Test
    void aJobThatIsOverCannotBeCancelled() {
        Job done = awaitEnd(start(context -> {}));

        assertThatThrownBy(() -> jobs.cancel(project, done.id())).hasMessageContaining("succeeded at");
    }

    @Test
    void jobsAreListedNewestFirst() {
        Job first = awaitEnd(start(context -> {}));
        Job second = awaitEnd(start(context -> {}));

        assertThat(jobs.list(project, new PageRequest(100, null)).items())
                .extracting(Job::id)
                .containsSubsequence(second.id(), first.id());
    }

    @Test
    void noMoreJobsBeginThanMayHoweverManyAreAskedForAtOnce(@TempDir Path first, @TempDir Path second)
            throws InterruptedException {
        Map<String, String> settings = new HashMap<>(database.settings());
        settings.put("muster.job.drain", "100ms");
        try (TestServer one = TestServer.start(first, settings);
                TestServer other = database == Database.POSTGRESQL ? TestServer.start(second, settings) : one) {
            one.owner().patch("/v1/projects/default", "{\"limits\": {\"concurrent_jobs\": 3}}");
            Project limited = one.bean(Projects.class).find(defaultProject(one)).orElseThrow();
            AtomicInteger begun = new AtomicInteger();
            AtomicInteger refused = new AtomicInteger();
            try (ExecutorService threads = Executors.newFixedThreadPool(16)) {
                threads.invokeAll(IntStream.range(0, 32)
                        .mapToObj(i -> Executors.callable(() -> {
                            try {
                                (i % 2 == 0 ? one : other).bean(Jobs.class).ask(limited, blocked(limited));
                                begun.incrementAndGet();
                            } catch (ProblemException e) {
                                assertThat(e.code()).isEqualTo(ErrorCode.QUOTA_EXCEEDED);
                                refused.incrementAndGet();
                            }
                        }))
                        .toList());
            }

            assertThat(begun).hasValue(3);
            assertThat(refused).hasValue(29);
            String id = one.owner()
                    .post("/v1/projects", "{\"name\": \"Other\", \"limits\": {\"concurrent_jobs\": 1}}")
                    .at("/id");
            Project another = one.bean(Projects.class).find(new ProjectId(id)).orElseThrow();
            one.bean(Jobs.class).ask(another, blocked(another));
            one.bean(Jobs.class).enqueue(blocked(limited));
            Jobs jobs = one.bean(Jobs.class);
            jobs.list(limited.id(), new PageRequest(100, null))
                    .items()
                    .forEach(job -> jobs.cancel(limited.id(), job.id()));
            IntStream.range(0, 3).forEach(i -> jobs.enqueue(blocked(limited)));
            jobs.ask(limited, blocked(limited));
        }
    }

    /** Blocks in its first run. */
    private static NewJob blocked(Project project) {
        return new NewJob(
                project.id(),
                ScriptedJobs.TYPE,
                "export",
                UUID.randomUUID().toString(),
                "rows",
                JsonNodeFactory.instance.objectNode());
    }

    @Test
    void aServerThatStopsGivesItsJobsBack(@TempDir Path data) {
        Map<String, String> settings = new HashMap<>(database.settings());
        settings.put("muster.job.drain", "100ms");
        Job running;
        try (TestServer first = TestServer.start(data, settings)) {
            Jobs there = first.bean(Jobs.class);
            ProjectId home = defaultProject(first);
            running = there.enqueue(new NewJob(
                    home, ScriptedJobs.TYPE, "export", subject, "rows", JsonNodeFactory.instance.objectNode()));
            String id = running.id();
            await().atMost(SOON).until(() -> there.get(home, id).state() == JobState.RUNNING);
        }
        try (TestServer second = TestServer.start(data, settings)) {
            Jobs there = second.bean(Jobs.class);
            await().atMost(SOON)
                    .until(() -> there.get(running.project(), running.id()).state() == JobState.SUCCEEDED);
            assertThat(there.get(running.project(), running.id()).attempts()).isEqualTo(2);
        }
    }

    @Test
    void aWorkerIsLeftForOtherProjectsHoweverManyJobsOneHas(@TempDir Path data) {
        try (TestServer own = TestServer.start(data, database.settings())) {
            Jobs there = own.bean(Jobs.class);
            ProjectId busy = defaultProject(own);
            ProjectId other = new ProjectId(
                    own.owner().get(Shop.empty(own.owner()).path("")).at("/id"));
            AtomicInteger running = new AtomicInteger();
            CountDownLatch goOn = new CountDownLatch(1);
            Consumer<JobContext> script = context -> {
                running.incrementAndGet();
                try {
                    goOn.await();
                } catch (InterruptedException e) {
                    throw new AssertionError(e);
                }
            };
            List<Job> alone = enqueue(there, busy, 4, script);
            await("whoever is alone has all").atMost(SOON).until(() -> running.get() == 3);
            goOn.countDown();
            await().atMost(SOON)
                    .until(() -> alone.stream()
                            .allMatch(job -> there.get(busy, job.id()).finishedAt() != null));

            Job first = enqueue(there, other, 1, context -> {}).getFirst();
            await().atMost(SOON).until(() -> there.get(other, first.id()).finishedAt() != null);
            CountDownLatch hold = new CountDownLatch(1);
            List<Job> many = enqueue(there, busy, 3, context -> {
                try {
                    hold.await();
                } catch (InterruptedException e) {
                    throw new AssertionError(e);
                }
            });
            await().atMost(SOON).until(() -> count(there, many, JobState.RUNNING) == 2);
            Job second = enqueue(there, other, 1, context -> {}).getFirst();
            await().atMost(SOON).until(() -> there.get(other, second.id()).finishedAt() != null);

            assertThat(count(there, many, JobState.RUNNING)).isEqualTo(2);
            assertThat(count(there, many, JobState.QUEUED)).isEqualTo(1);
            hold.countDown();
            await("those that were put off come without waiting for long")
                    .atMost(SOON)
                    .until(() -> many.stream()
                            .allMatch(job -> there.get(busy, job.id()).attempts() == 1
                                    && there.get(busy, job.id()).state() == JobState.SUCCEEDED));
        }
    }

    private static long count(Jobs jobs, List<Job> of, JobState state) {
        return of.stream()
                .filter(job -> jobs.get(job.project(), job.id()).state() == state)
                .count();
    }

    private static List<Job> enqueue(Jobs jobs, ProjectId project, int count, Consumer<JobContext> script) {
        return IntStream.range(0, count)
                .mapToObj(i -> {
                    String of = UUID.randomUUID().toString();
                    ScriptedJobs.SCRIPTS.put(of, script);
                    return jobs.enqueue(new NewJob(project, ScriptedJobs.TYPE, "export", of, "rows", data()));
                })
                .toList();
    }

    @Test
    void aJobThatAClockPutForwardMakesSeemDeadIsNotRunBesideItself(@TempDir Path data) {
        Map<String, String> settings = new HashMap<>(database.settings());
        settings.put("muster.job.heartbeat", "50ms");
        settings.put("muster.job.poll", "50ms");
        try (TestServer own = TestServer.start(data, settings, SteppedClock.class)) {
            Jobs there = own.bean(Jobs.class);
            ProjectId home = defaultProject(own);
            CountDownLatch goOn = new CountDownLatch(1);
            AtomicInteger runs = new AtomicInteger();
            ScriptedJobs.SCRIPTS.put(subject, context -> {
                runs.incrementAndGet();
                try {
                    goOn.await();
                } catch (InterruptedException e) {
                    throw new AssertionError(e);
                }
            });
            Job running = there.enqueue(new NewJob(home, ScriptedJobs.TYPE, "export", subject, "rows", data()));
            await().atMost(SOON).until(() -> runs.get() == 1);
            await("it is taken for dead, picked again and put back")
                    .atMost(SOON)
                    .pollInterval(Duration.ofMillis(10))
                    .until(() -> {
                        own.bean(SteppedClock.class).step(Duration.ofSeconds(1));
                        return version(own, running) >= 5;
                    });
            assertThat(there.get(home, running.id()).attempts()).isEqualTo(1);
            goOn.countDown();
            await().atMost(SOON).until(() -> {
                own.bean(SteppedClock.class).step(Duration.ofSeconds(2));
                return version(own, running) == 0;
            });
            assertThat(there.get(home, running.id()).state()).isEqualTo(JobState.SUCCEEDED);
            assertThat(runs).hasValue(1);
        }
    }

    /** How often the job's task was written; 0 where there is none any more. */
    private static int version(TestServer server, Job job) {
        return server.bean(Catalog.class)
                .read(db -> db.fetchOptional("select version from scheduled_tasks where task_instance = ?", job.id())
                        .map(row -> row.get(0, Integer.class))
                        .orElse(0));
    }

    @Test
    void aProjectIsDeletedAlthoughAJobOfItEndsMeanwhile() {
        Shop shop = Shop.empty(server.owner());
        ProjectId home = new ProjectId(server.owner().get(shop.path("")).at("/id"));
        Job first = jobs.enqueue(new NewJob(home, ScriptedJobs.TYPE, "export", subject, "rows", data()));
        String other = UUID.randomUUID().toString();
        Job second = jobs.enqueue(new NewJob(home, ScriptedJobs.TYPE, "export", other, "rows", data()));
        // Which of the two the deletion ends first is open: jobs of one millisecond have no order.
        ScriptedJobs.AT_END.put(subject, () -> succeeds(second));
        ScriptedJobs.AT_END.put(other, () -> succeeds(first));

        Answer deleted = server.owner().delete(shop.path(""), "{\"name\": \"Shop\"}");

        await().atMost(SOON)
                .until(() -> server.owner()
                        .get(deleted.header("Location"))
                        .at("/state")
                        .equals("succeeded"));
        assertThat(ScriptedJobs.ENDED)
                .extracting(Job::id)
                .filteredOn(List.of(first.id(), second.id())::contains)
                .hasSize(1);
    }

    private void succeeds(Job job) {
        server.bean(Catalog.class)
                .change(db -> db.execute("update job set state = 'succeeded', finished_at = 1 where id = ?", job.id()));
    }

    private Job start(Consumer<JobContext> script) {
        return start(subject, script);
    }

    private Job start(String of, Consumer<JobContext> script) {
        ScriptedJobs.SCRIPTS.put(of, script);
        return jobs.enqueue(job(of));
    }

    private NewJob job(String of) {
        return new NewJob(project, ScriptedJobs.TYPE, "export", of, "rows", data());
    }

    private static ObjectNode data() {
        return JsonNodeFactory.instance.objectNode().put("n", 5);
    }

    private Job get(Job job) {
        return jobs.get(project, job.id());
    }

    private Job awaitEnd(Job job) {
        await().atMost(SOON).until(() -> get(job).finishedAt() != null);
        return get(job);
    }

    static ProjectId defaultProject(TestServer server) {
        Caller caller = Caller.application("test", "default", Reach.everything(), Set.of(Scope.values()));
        return server.bean(Projects.class).get("default", caller).id();
    }
}
