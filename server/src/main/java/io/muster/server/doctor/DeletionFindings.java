package io.muster.server.doctor;

import io.muster.server.catalog.Catalog;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Projects that were deleted and whose data are still there. */
final class DeletionFindings {
    /** A deletion takes less than that, unless it fails. */
    private static final Duration PATIENCE = Duration.ofMinutes(15);

    private DeletionFindings() {}

    static List<Finding> of(Catalog catalog, Clock clock) {
        String unfinished = "select id, deleted_at from project where deleted_at is not null"
                + " union all select project, created_at from project_deletion where state = 'running'"
                + " and project not in (select id from project) order by 2, 1";
        List<Finding> findings = catalog.read(db -> db.fetch(unfinished)
                .map(row -> finding(
                        row.get(0, String.class),
                        Duration.between(Instant.ofEpochMilli(row.get(1, Long.class)), clock.instant()))));
        return findings.isEmpty() ? List.of(Finding.good("deletions", "of projects are all finished.")) : findings;
    }

    private static Finding finding(String project, Duration age) {
        String words = "project " + project + " was deleted " + words(age) + " ago, and its data are not all gone";
        return age.compareTo(PATIENCE) < 0
                ? Finding.advice("deletions", words + " yet.")
                : Finding.fault("deletions", words + "; the server's log says why, and it is tried again and again.");
    }

    private static String words(Duration age) {
        if (age.toDays() > 1) {
            return age.toDays() + " days";
        }
        if (age.toHours() > 1) {
            return age.toHours() + " hours";
        }
        return age.toMinutes() > 1 ? age.toMinutes() + " minutes" : age.toSeconds() + " seconds";
    }
}
