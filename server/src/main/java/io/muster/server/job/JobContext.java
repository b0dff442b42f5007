package io.muster.server.job;

import io.muster.engine.Deadline;
import io.muster.engine.Progress;
import io.muster.model.ErrorCode;
import io.muster.model.MusterException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** What a {@link JobRunner} has to work with. Progress may be reported from any thread; the rest is for one. */
public final class JobContext implements Progress {
    private final Job job;
    private final Deadline deadline = Deadline.none();
    private final AtomicReference<Position> position;
    private final BiFunction<JobContext, Runnable, Boolean> ending;
    private boolean finished;

    /** How far the work has come. */
    record Position(long done, @Nullable Long total) {}

    /** @param ending stores the success with what the runner adds; false where the job was cancelled meanwhile */
    JobContext(Job job, BiFunction<JobContext, Runnable, Boolean> ending) {
        this.job = job;
        this.ending = ending;
        this.position = new AtomicReference<>(new Position(job.done(), job.total()));
    }

    public Job job() {
        return job;
    }

    /** Ends when the job is cancelled or the server stops. */
    public Deadline deadline() {
        return deadline;
    }

    /** Cheap: the catalogue hears of it a little later. */
    @Override
    public void report(long done, long total) {
        position.set(new Position(done, total));
    }

    /** Says that there is more to do than was known. */
    public void plan(long more) {
        position.updateAndGet(now -> new Position(now.done(), (now.total() == null ? 0 : now.total()) + more));
    }

    /** Says that one more is done. */
    public void advance() {
        position.updateAndGet(now -> new Position(now.done() + 1, now.total()));
    }

    Position position() {
        return position.get();
    }

    /**
     * Ends the job as succeeded.
     *
     * @param last the runner's own last writes, which happen together with that or not at all
     * @throws MusterException CANCELLED where the job was cancelled before
     */
    public void finish(Runnable last) {
        deadline.check();
        if (!ending.apply(this, last)) {
            throw new MusterException(ErrorCode.CANCELLED, "The job was cancelled.");
        }
        finished = true;
    }

    boolean isFinished() {
        return finished;
    }
}
