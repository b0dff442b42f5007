package io.muster.bench.measure;

import io.muster.bench.data.RowSql;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A condition on one event that many segments have in common: one of five measures of one of twenty events in one of ten
 * windows that slide.
 */
record SharedCondition(String event, int days, Kind kind) {

    private static final List<Integer> WINDOWS = List.of(1, 2, 3, 7, 14, 21, 30, 45, 60, 90);

    /** What is asked of the events in the window: as a part of a definition, and as what SQL has to have and to hold. */
    enum Kind {
        ONCE("", "", ""),
        TWICE(",\"count\":{\"gte\":2}", "", "count(*) >= 2"),
        TWO_DAYS(",\"days\":{\"gte\":2}", "", "count(DISTINCT cast(time AS DATE)) >= 2"),
        SPENT(",\"sum\":{\"property\":\"total\",\"gte\":100}", "", "sum(total) >= 100"),
        DEAR(",\"where\":{\"property\":\"total\",\"gt\":50}", " AND total > 50", "");

        private final String definition;
        private final String where;
        private final String having;

        Kind(String definition, String where, String having) {
            this.definition = definition;
            this.where = where;
            this.having = having;
        }
    }

    static List<SharedCondition> all() {
        List<SharedCondition> all = new ArrayList<>();
        for (String event : RowSql.eventNames()) {
            for (int days : WINDOWS) {
                all.add(new SharedCondition(event, days, Kind.values()[all.size() % Kind.values().length]));
            }
        }
        return all;
    }

    String definition() {
        return "{\"event\":\"%s\",\"within\":{\"last\":\"P%dD\"}%s}".formatted(event, days, kind.definition);
    }

    /** The numbers of the profiles selected, each once. */
    String sql(Instant asOf) {
        return "SELECT profile FROM events WHERE name = '%s' AND time >= TIMESTAMP '%s' AND time < TIMESTAMP '%s'%s GROUP BY profile%s"
                .formatted(
                        event,
                        timestamp(asOf.minus(Duration.ofDays(days))),
                        timestamp(asOf),
                        kind.where,
                        kind.having.isEmpty() ? "" : " HAVING " + kind.having);
    }

    private static String timestamp(Instant instant) {
        return instant.toString().replace('T', ' ').replace("Z", "");
    }
}
