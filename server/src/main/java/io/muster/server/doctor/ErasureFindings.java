package io.muster.server.doctor;

import io.muster.server.catalog.Catalog;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Erasures of people that were asked for and are not done. */
final class ErasureFindings {
    /** An erasure takes less than that, unless it fails. */
    private static final Duration PATIENCE = Duration.ofDays(1);

    private ErasureFindings() {}

    /** @param failed whether it waits to be tried again */
    private record Unfinished(boolean failed, Instant since) {}

    static Finding of(Catalog catalog, Clock clock) {
        String unfinished = "select state, created_at from erasure where subjects is not null order by created_at";
        List<Unfinished> found = catalog.read(db -> db.fetch(unfinished)
                .map(row -> new Unfinished(
                        List.of("failed", "cancelled").contains(row.get(0, String.class)),
                        Instant.ofEpochMilli(row.get(1, Long.class)))));
        if (found.isEmpty()) {
            return Finding.good("erasures", "of people are all finished.");
        }
        Instant oldest = found.getFirst().since();
        boolean late = Duration.between(oldest, clock.instant()).compareTo(PATIENCE) > 0;
        return late
                ? Finding.fault(
                        "erasures",
                        words(found)
                                + "; the server's log and the project's erasures say why, and it is tried again and again.")
                : Finding.advice("erasures", words(found) + ".");
    }

    private static String words(List<Unfinished> found) {
        long failed = found.stream().filter(Unfinished::failed).count();
        return found.size() + (found.size() == 1 ? " is" : " are") + " not finished, " + failed
                + (failed == 1 ? " has" : " have") + " failed; the oldest was asked for at "
                + found.getFirst().since().truncatedTo(ChronoUnit.SECONDS);
    }
}
