package io.muster.server.delivery;

import io.muster.server.job.RecurringWork;
import java.time.Clock;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** Forgets keys of links that have all ended. */
@Component
class LinkKeySweep implements RecurringWork {

    private static final Duration LONGEST_LINK = Duration.ofDays(8);

    private final LinkKeyStore keys;
    private final Clock clock;

    LinkKeySweep(LinkKeyStore keys, Clock clock) {
        this.keys = keys;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "link-key-sweep";
    }

    @Override
    public Duration every() {
        return Duration.ofHours(12);
    }

    @Override
    public void run() {
        keys.sweep(clock.instant().minus(LONGEST_LINK));
    }
}
