package io.muster.server.limit;

import io.muster.model.ErrorCode;
import io.muster.model.MusterException;
import io.muster.model.ProjectId;
import java.time.Clock;
import java.time.YearMonth;
import java.time.ZoneOffset;
import org.springframework.stereotype.Service;

/**
 * Holds projects to what they may use in all. A quota is looked at before work begins, so that one import may go beyond
 * it and the next is refused. Thread-safe.
 */
@Service
public class Quotas {
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
     * @throws MusterException QUOTA_EXCEEDED
     */
    public void requireRoom(ProjectId project, ProjectLimits limits, boolean events) {
        Long most = limits.eventsPerMonth();
        if (events && most != null) {
            long have = usage.events(project, month());
            if (have >= most) {
                throw exceeded("events_per_month", "events came in this month (UTC)", have, most);
            }
        }
        Long bytes = limits.storageBytes();
        if (bytes != null) {
            long have = storage.bytes(project);
            if (have >= bytes) {
                throw exceeded("storage_bytes", "bytes of rows are kept", have, bytes);
            }
        }
    }

    /** Counts events that came in. */
    public void came(ProjectId project, ProjectLimits limits, long events) {
        if (events > 0 && limits.eventsPerMonth() != null) {
            usage.add(project, month(), events);
        }
    }

    /**
     * Ends a request for a job that a project may not have beside its others.
     *
     * @param active jobs that are queued or running
     * @throws MusterException QUOTA_EXCEEDED
     */
    public void requireTurn(ProjectLimits limits, long active) {
        Long most = limits.concurrentJobs();
        if (most != null && active >= most) {
            throw exceeded("concurrent_jobs", "jobs are queued or running", active, most);
        }
    }

    /**
     * Ends a request for an export through a compatible interface where the project's plan has none.
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

    private static MusterException exceeded(String quota, String what, long have, long most) {
        return new MusterException(
                ErrorCode.QUOTA_EXCEEDED, quota + ": " + have + " " + what + "; this project's limit is " + most + ".");
    }
}
