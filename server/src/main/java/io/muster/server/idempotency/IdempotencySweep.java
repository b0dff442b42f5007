package io.muster.server.idempotency;

import io.muster.server.job.RecurringWork;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** Forgets answers that were kept for a day. */
@Component
class IdempotencySweep implements RecurringWork {
    private final Idempotency idempotency;

    IdempotencySweep(Idempotency idempotency) {
        this.idempotency = idempotency;
    }

    @Override
    public String name() {
        return "idempotency-sweep";
    }

    @Override
    public Duration every() {
        return Duration.ofHours(1);
    }

    @Override
    public void run() {
        idempotency.sweep();
    }
}
