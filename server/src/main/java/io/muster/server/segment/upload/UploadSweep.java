package io.muster.server.segment.upload;

import io.muster.server.config.MusterProperties;
import io.muster.server.job.RecurringWork;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;

/** Deletes what uploads leave behind: held keys that no longer count, and uploads whose time is over. */
@Component
class UploadSweep implements RecurringWork {

    private static final int UPLOADS = 100;
    private static final int KEYS = 5_000;

    /** Longer than any body takes that still comes. */
    private static final Duration DIED = Duration.ofDays(1);

    private final UploadStore uploads;
    private final HeldStore held;
    private final ReasonFiles files;
    private final Duration kept;
    private final Clock clock;

    UploadSweep(UploadStore uploads, HeldStore held, ReasonFiles files, MusterProperties properties, Clock clock) {
        this.uploads = uploads;
        this.held = held;
        this.files = files;
        this.kept = properties.membership().reasons();
        this.clock = clock;
    }

    @Override
    public String name() {
        return "member-upload-sweep";
    }

    @Override
    public Duration every() {
        return Duration.ofMinutes(10);
    }

    @Override
    public void run() {
        Instant now = clock.instant();
        uploads.endHoldingOfDeleted();
        uploads.forgetErased(now.minus(DIED));
        List<String> unheld = uploads.unheld(now.minus(DIED), UPLOADS);
        while (!unheld.isEmpty()) {
            unheld.forEach(this::deleteKeys);
            unheld = uploads.unheld(now.minus(DIED), UPLOADS);
        }
        List<String> outdated = uploads.outdated(now.minus(kept), UPLOADS);
        while (!outdated.isEmpty()) {
            outdated.forEach(this::delete);
            outdated = uploads.outdated(now.minus(kept), UPLOADS);
        }
    }

    /** In small transactions, for others write too. */
    private void deleteKeys(String upload) {
        List<String> keys = held.page(upload, "", KEYS);
        while (!keys.isEmpty()) {
            held.delete(upload, keys);
            keys = held.page(upload, "", KEYS);
        }
    }

    private void delete(String upload) {
        files.delete(upload);
        uploads.delete(upload);
    }
}
