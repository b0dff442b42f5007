package io.muster.server.job;

import io.muster.server.access.Scope;
import java.util.Optional;

/**
 * Does the jobs of one type; a bean. A job is run again from its start when the server died under it, so that a runner
 * has to clear away what an earlier run left.
 */
public interface JobRunner {

    /** The type of the jobs it does. */
    String type();

    /**
     * Does the work, checking {@link JobContext#deadline} or handing it on, and ends with {@link JobContext#finish}. The
     * message of a {@link io.muster.model.MusterException} is shown to callers.
     */
    void run(JobContext context);

    /** Whose workers do it. */
    default Lane lane() {
        return Lane.WORK;
    }

    /** In {@link Lane#DELIVERY}: whom the job waits for, such as a destination. Few jobs wait for the same at once. */
    default Optional<String> waitsFor(Job job) {
        return Optional.empty();
    }

    /** What callers need to cancel one, beside what reading jobs takes. */
    default Scope scope() {
        return Scope.ADMIN;
    }

    default RetryPolicy retry() {
        return RetryPolicy.NEVER;
    }

    /** Is told that the job has failed or was cancelled, in the transaction that says so in the catalogue. */
    default void ended(Job job) {}
}
