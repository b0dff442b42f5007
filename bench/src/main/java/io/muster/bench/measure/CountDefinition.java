package io.muster.bench.measure;

import io.muster.bench.data.RowSql;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.IntFunction;

/**
 * One question, as a segment definition and as SQL. Each variation asks a little otherwise (a second later, or a bound
 * that is a little higher), so that no cache can answer it or a part of it, at the same cost.
 *
 * @param definition JSON, by variation
 * @param sql answers the count, by variation
 */
record CountDefinition(String name, IntFunction<String> definition, IntFunction<String> sql) {

    static Instant asOf(int variation) {
        return RowSql.AS_OF.plusSeconds(variation);
    }

    static List<CountDefinition> all() {
        return List.of(
                new CountDefinition(
                        "did, last 7 days",
                        v -> did("Page Viewed", 7, ""),
                        v -> "SELECT count(DISTINCT profile) FROM events WHERE " + named("Page Viewed") + last(7, v)),
                new CountDefinition(
                        "at least 3 times, ever",
                        v -> "{\"event\":\"Order Completed\",\"count\":{\"gte\":%d}}".formatted(3 + v),
                        v -> profilesHaving(named("Order Completed"), "count(*) >= " + (3 + v))),
                new CountDefinition(
                        "sum of totals at least 500, last 30 days",
                        v -> did("Order Completed", 30, ",\"sum\":{\"property\":\"total\",\"gte\":500}"),
                        v -> profilesHaving(named("Order Completed") + last(30, v), "sum(total) >= 500")),
                new CountDefinition(
                        "on at least 3 days, last 30 days",
                        v -> did("Page Viewed", 30, ",\"days\":{\"gte\":3}"),
                        v -> profilesHaving(
                                named("Page Viewed") + last(30, v), "count(DISTINCT cast(time AS DATE)) >= 3")),
                new CountDefinition("attributes and did, last 14 days", CountDefinition::withAttributes, v ->
                        """
                        SELECT count(*) FROM profiles WHERE country IN ('SE', 'NO', 'DK', 'FI', 'none-%1$d') AND age >= %1$d
                            AND number IN (SELECT profile FROM events WHERE %2$s)
                        """.formatted(25 + v, named("Product Added") + last(14, v))),
                new CountDefinition("did, but did not", CountDefinition::didButDidNot, v ->
                        """
                        SELECT count(DISTINCT profile) FROM events WHERE %s
                            AND profile NOT IN (SELECT profile FROM events WHERE %s)
                        """.formatted(named("Cart Viewed") + last(14, v), named("Order Completed") + last(30, v))),
                new CountDefinition(
                        "average total at least 150, ever",
                        v -> "{\"event\":\"Order Completed\",\"avg\":{\"property\":\"total\",\"gte\":%s}}"
                                .formatted(average(v)),
                        v -> profilesHaving(
                                named("Order Completed"), "sum(total) >= " + average(v) + " * count(total)")),
                new CountDefinition(
                        "last time within 7 days",
                        v -> did("Search Performed", 7, ",\"last\":true"),
                        v -> profilesHaving(named("Search Performed"), "true" + last("max(time)", 7, v))),
                new CountDefinition(
                        "did with a total over 100, last 30 days",
                        v -> did("Order Completed", 30, ",\"where\":{\"property\":\"total\",\"gt\":100}"),
                        v -> "SELECT count(DISTINCT profile) FROM events WHERE total > 100 AND "
                                + named("Order Completed") + last(30, v)));
    }

    private static String withAttributes(int variation) {
        String country = "{\"attribute\":\"country\",\"in\":[\"SE\",\"NO\",\"DK\",\"FI\",\"none-%d\"]}";
        String age = "{\"attribute\":\"age\",\"gte\":%d}";
        return ("{\"all\":[" + country + "," + age + ",%s]}")
                .formatted(25 + variation, 25 + variation, did("Product Added", 14, ""));
    }

    private static String didButDidNot(int variation) {
        return "{\"all\":[%s,{\"not\":%s}]}".formatted(did("Cart Viewed", 14, ""), did("Order Completed", 30, ""));
    }

    private static String did(String event, int days, String more) {
        return "{\"event\":\"%s\",\"within\":{\"last\":\"P%dD\"}%s}".formatted(event, days, more);
    }

    private static String average(int variation) {
        return "150.%02d".formatted(variation);
    }

    private static String named(String event) {
        return "name = '" + event + "'";
    }

    private static String profilesHaving(String where, String having) {
        return "SELECT count(*) FROM (SELECT profile FROM events WHERE %s GROUP BY profile HAVING %s)"
                .formatted(where, having);
    }

    private static String last(int days, int variation) {
        return last("time", days, variation);
    }

    private static String last(String time, int days, int variation) {
        Instant to = asOf(variation);
        return " AND %1$s >= TIMESTAMP '%2$s' AND %1$s < TIMESTAMP '%3$s'"
                .formatted(time, timestamp(to.minus(Duration.ofDays(days))), timestamp(to));
    }

    private static String timestamp(Instant instant) {
        return instant.toString().replace('T', ' ').replace("Z", "");
    }
}
