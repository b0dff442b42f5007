package io.muster.server.webhook;

import io.muster.server.job.RecurringWork;
import java.time.Clock;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** Forgets messages that came to their end long ago. */
@Component
class MessageSweep implements RecurringWork {

    private static final Duration KEPT = Duration.ofDays(30);

    private final MessageStore store;
    private final Clock clock;

    MessageSweep(MessageStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "message-sweep";
    }

    @Override
    public Duration every() {
        return Duration.ofHours(6);
    }

    @Override
    public void run() {
        store.sweep(clock.instant().minus(KEPT));
    }
}
