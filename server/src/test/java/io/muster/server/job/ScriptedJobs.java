package io.muster.server.job;

import io.muster.engine.Deadline;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;

/**
 * Jobs that do what a test put down under their subject. One that nothing was put down for blocks in its first run, until
 * its process dies, and succeeds in its second.
 */
@Component
public final class ScriptedJobs implements JobRunner {
    static final String TYPE = "scripted";
    static final Map<String, Consumer<JobContext>> SCRIPTS = new ConcurrentHashMap<>();
    static final List<Job> ENDED = new CopyOnWriteArrayList<>();
    /** What else happens in the transaction in which a job ends, under its subject. */
    static final Map<String, Runnable> AT_END = new ConcurrentHashMap<>();

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public void run(JobContext context) {
        SCRIPTS.getOrDefault(context.job().subject(), ScriptedJobs::blockOnce).accept(context);
    }

    @Override
    public RetryPolicy retry() {
        return new RetryPolicy(3, Duration.ofMillis(10));
    }

    @Override
    public void ended(Job job) {
        ENDED.add(job);
        AT_END.getOrDefault(job.subject(), () -> {}).run();
    }

    /** Waits until the job has to stop, and then stops as engines do. */
    static void block(JobContext context) {
        CountDownLatch over = new CountDownLatch(1);
        Deadline.Registration registration = context.deadline().onEnd(over::countDown);
        try {
            over.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            registration.close();
        }
        context.deadline().check();
    }

    private static void blockOnce(JobContext context) {
        if (context.job().attempts() == 1) {
            block(context);
        }
    }
}
