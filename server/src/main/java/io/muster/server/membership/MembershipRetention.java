package io.muster.server.membership;

import io.muster.server.catalog.Catalog;
import io.muster.server.config.MusterProperties;
import io.muster.server.job.RecurringWork;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;

/** Deletes entries of the log whose time is over; what was true since before then stays known. */
@Component
class MembershipRetention implements RecurringWork {

    private static final int PAGE = 200;

    private final Catalog catalog;
    private final LogStore store;
    private final MembershipLog log;
    private final Duration retention;
    private final Clock clock;

    MembershipRetention(Catalog catalog, LogStore store, MembershipLog log, MusterProperties properties, Clock clock) {
        this.catalog = catalog;
        this.store = store;
        this.log = log;
        this.retention = properties.membership().retention();
        this.clock = clock;
    }

    @Override
    public String name() {
        return "membership-retention";
    }

    @Override
    public Duration every() {
        return Duration.ofHours(1);
    }

    @Override
    public void run() {
        Instant before = clock.instant().minus(retention);
        List<String> segments = store.withEntriesUpTo(before, "", PAGE);
        while (!segments.isEmpty()) {
            segments.forEach(segment -> trim(segment, before));
            segments = store.withEntriesUpTo(before, segments.getLast(), PAGE);
        }
    }

    /** Leaves the last entry up to that instant, with all members, as the one that the later ones start from. */
    private void trim(String segment, Instant before) {
        catalog.change(db -> store.at(segment, before)
                .ifPresent(entry -> log.members(segment, entry.number()).ifPresent(members -> {
                    store.setMembers(segment, entry.number(), Bitmaps.write(members));
                    store.deleteBefore(segment, entry.number());
                })));
    }
}
