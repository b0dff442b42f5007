package io.muster.server.limit;

import io.muster.model.ErrorCode;
import io.muster.model.MusterException;
import io.muster.model.ProjectId;
import io.muster.server.http.ProblemException;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import org.springframework.stereotype.Service;

/**
 * Holds projects to what they may use in all. A quota is looked at before work begins, and again before rows are kept: one
 * import may go beyond it, and the next is refused. Thread-safe.
 */
@Service
public class Quotas {
    private static final int RETRY_SECONDS = 5;

    private final Map<ProjectId, Lock> turns = new ConcurrentHashMap<>();
    private final UsageStore usage;
    private final StorageMeter storage;
    private final Clock clock;

    Quotas(UsageStore usage, StorageMeter storage, Clock clock) {
        this.usage = usage;
        this.storage = storage;
        this.clock = clock;
    }

    /**
     * Ends an import that a project may no longer make.
     *
     * @param events whether it is one of events
     * @throws ProblemException QUOTA_EXCEEDED with the end of the month, where that mends it
     * @throws MusterException QUOTA_EXCEEDED
     */
    public void requireRoom(ProjectId project, ProjectLimits limits, boolean events) {
        Long most = limits.eventsPerMonth();
        if (events && most != null) {
            requireEvents(project, most);
        }
        Long bytes = limits.storageBytes();
        if (bytes != null) {
            long have = storage.bytes(project);
            if (have >= bytes) {
                throw new MusterException(
                        ErrorCode.QUOTA_EXCEEDED, detail("storage_bytes", "bytes of rows are kept", have, bytes));
            }
        }
    }

    /**
     * Keeps an import's rows, if those that were kept since it began have left room. A project's imports do so one after the
     * other, for those that run at once would otherwise pass the quota together; its rows are one process's.
     *
     * @param events whether it is one of events
     * @param keep commits the import
     * @param count how many rows were kept by that
     * @throws MusterException as {@link #requireRoom}, before anything is kept
     */
    public <T> T keep(
            ProjectId project, ProjectLimits limits, boolean events, Supplier<T> keep, ToLongFunction<T> count) {
        boolean counted = events && limits.eventsPerMonth() != null;
        if (!counted && limits.storageBytes() == null) {
            return keep.get();
        }
        Lock turn = turns.computeIfAbsent(project, key -> new ReentrantLock());
        turn.lock();
        try {
            requireRoom(project, limits, events);
            T kept = keep.get();
            long rows = count.applyAsLong(kept);
            if (counted && rows > 0) {
                usage.add(project, month(), rows);
            }
            return kept;
        } finally {
            turn.unlock();
        }
    }

    private void requireEvents(ProjectId project, long most) {
        long have = usage.events(project, month());
        if (have >= most) {
            throw ProblemException.retryAfter(
                    ErrorCode.QUOTA_EXCEEDED,
                    detail("events_per_month", "events came in this month (UTC)", have, most),
                    secondsOfMonth());
        }
    }

    /**
     * Ends a request for a job that a project may not have beside its others.
     *
     * @param active jobs that callers asked for and that are queued or running
     * @throws ProblemException QUOTA_EXCEEDED
     */
    public void requireTurn(ProjectLimits limits, long active) {
        Long most = limits.concurrentJobs();
        if (most != null && active >= most) {
            throw ProblemException.retryAfter(
                    ErrorCode.QUOTA_EXCEEDED,
                    detail("concurrent_jobs", "jobs are queued or running", active, most),
                    RETRY_SECONDS);
        }
    }

    /**
     * Ends a request for an export where the project's plan has none.
     *
     * @throws MusterException NOT_IN_PLAN
     */
    public void requireExportApi(ProjectLimits limits) {
        if (!limits.exportApi()) {
            throw new MusterException(
                    ErrorCode.NOT_IN_PLAN, "This project's plan has no export API; limits.export_api is false.");
        }
    }

    private String month() {
        return YearMonth.from(clock.instant().atZone(ZoneOffset.UTC)).toString();
    }

    /** How long this month still lasts. */
    private int secondsOfMonth() {
        OffsetDateTime now = clock.instant().atOffset(ZoneOffset.UTC);
        OffsetDateTime next =
                YearMonth.from(now).plusMonths(1).atDay(1).atStartOfDay().atOffset(ZoneOffset.UTC);
        return Math.toIntExact(Duration.between(now, next).toSeconds() + 1);
    }

    private static String detail(String quota, String what, long have, long most) {
        return quota + ": " + have + " " + what + "; this project's limit is " + most + ".";
    }
}
