package io.muster.server.export;

import io.muster.engine.Deadline;
import io.muster.model.ErrorCode;
import io.muster.model.MusterException;
import io.muster.model.ProjectId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.springframework.stereotype.Component;

/**
 * Which exports this server is making, or bringing to the bucket, so that it can be stopped: to be made anew when somebody in one
 * is erased, or because they are deleted. Thread-safe.
 */
@Component
class ExportRuns {

    private final Map<String, Run> runs = new HashMap<>();

    /** One try, until it is closed. */
    final class Run implements AutoCloseable {
        private final Export export;
        private final Deadline deadline = Deadline.none();
        private final Deadline.Registration parent;
        private boolean outdated;
        private boolean open = true;

        private Run(Export export, Deadline work) {
            this.export = export;
            this.parent = work.onEnd(deadline::cancel);
        }

        /** Ends with the work, and when what is made must not be. */
        Deadline deadline() {
            return deadline;
        }

        /** Whether it was stopped because somebody in it may have been erased. */
        boolean isOutdated() {
            synchronized (ExportRuns.this) {
                return outdated;
            }
        }

        /** Says that this try has ended, and nothing of it is left if it was outdated. */
        @Override
        public void close() {
            parent.close();
            synchronized (ExportRuns.this) {
                open = false;
                runs.remove(export.id(), this);
                ExportRuns.this.notifyAll();
            }
        }
    }

    /** Begins a try, of which there is one at a time. */
    synchronized Run begin(Export export, Deadline work) {
        Run run = new Run(export, work);
        runs.put(export.id(), run);
        return run;
    }

    /** Does something to an export that is not being made here, and lets nobody begin meanwhile; false where it is. */
    synchronized boolean whileIdle(Export export, Runnable work) {
        if (runs.containsKey(export.id())) {
            return false;
        }
        work.run();
        return true;
    }

    /**
     * Stops what is being made of an export, and waits until nothing is left of it. What is begun later knows better.
     *
     * @throws MusterException CANCELLED where the waiting thread was
     */
    void stop(String export) {
        stop(made -> made.id().equals(export));
    }

    /** As {@link #stop}, all of a project. */
    void stopAll(ProjectId project) {
        stop(made -> made.project().equals(project.value()));
    }

    private synchronized void stop(Predicate<Export> which) {
        List<Run> stopped =
                runs.values().stream().filter(run -> which.test(run.export)).toList();
        for (Run run : stopped) {
            run.outdated = true;
            run.deadline.cancel();
        }
        try {
            for (Run run : stopped) {
                while (run.open) {
                    wait();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MusterException(ErrorCode.CANCELLED, "The work was cancelled.", e);
        }
    }
}
