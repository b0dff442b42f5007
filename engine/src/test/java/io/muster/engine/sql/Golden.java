package io.muster.engine.sql;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.engine.EvaluationScope;
import io.muster.model.condition.Condition;
import io.muster.model.condition.json.ConditionWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.Select;
import org.jooq.impl.DSL;

/**
 * A file of definitions with their SQL. {@code -Dmuster.golden.write} writes the files instead of comparing them: look
 * at the difference before you commit it.
 */
final class Golden {

    private static final Path DIRECTORY = Path.of("src/test/resources/golden/sql");
    private static final EvaluationScope SCOPE = new EvaluationScope(ZoneId.of("Europe/Stockholm"));
    private static final EventTimes TIMES =
            EventTimes.between(millis("2025-01-01T00:00:00Z"), millis("2026-06-30T23:59:59.999Z"));
    private static final LeafSql SQL = new LeafSql(new GoldenCatalog(), Golden::times, SCOPE, new Among.Everyone());

    private final String file;
    private final List<String> entries = new ArrayList<>();

    Golden(String file) {
        this.file = file;
    }

    Golden add(String what, Condition leaf) {
        OrdinalsQuery query = SQL.ordinals(leaf);
        entries.add("-- " + what + "\n-- " + ConditionWriter.text(leaf) + "\n" + show(query) + "\n");
        return this;
    }

    Golden addRanking(String what, Condition.Quantile quantile) {
        String queries = SQL.values(quantile.by()).stream().map(Golden::show).collect(joining("\n"));
        entries.add("-- " + what + "\n-- " + ConditionWriter.text(quantile) + "\n"
                + (queries.isEmpty() ? "-- nobody has a value" : queries) + "\n");
        return this;
    }

    private static String show(ValuesQuery query) {
        return switch (query) {
            case ValuesQuery.Numbers(Select<?> select) -> "-- numbers\n" + sql(select);
            case ValuesQuery.Dates(Select<?> select, ZoneId zone) -> "-- dates, days in " + zone + "\n" + sql(select);
            case ValuesQuery.Counts(Select<?> select) -> "-- how often a profile is found\n" + sql(select);
            case ValuesQuery.Latest(Select<?> select, ZoneId days) ->
                "-- the latest of a profile" + (days == null ? "" : ", as a day in " + days) + "\n" + sql(select);
        };
    }

    void check() {
        String actual = String.join("\n", entries);
        Path path = DIRECTORY.resolve(file);
        try {
            if (System.getProperty("muster.golden.write") != null) {
                Files.createDirectories(DIRECTORY);
                Files.writeString(path, actual);
            }
            assertThat(actual).isEqualTo(Files.readString(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String show(OrdinalsQuery query) {
        return switch (query) {
            case OrdinalsQuery.Constant(boolean everyone) -> everyone ? "-- everyone" : "-- no one";
            case OrdinalsQuery.Rows(Select<?> select, boolean complement) ->
                (complement ? "-- all but\n" : "") + sql(select);
            case OrdinalsQuery.Counted(Select<?> select, long atLeast, long atMost, boolean complement) ->
                (complement ? "-- all but " : "-- ")
                        + "those found " + atLeast + " to " + (atMost == Long.MAX_VALUE ? "any" : atMost)
                        + " times by\n" + sql(select);
            case OrdinalsQuery.Located(Select<?> select, var circle) -> "-- " + circle + "\n" + sql(select);
            case OrdinalsQuery.Ordered(Select<?> select, var rules) -> "-- " + rules + "\n" + sql(select);
        };
    }

    private static String sql(Select<?> select) {
        DSLContext context = DSL.using(SQLDialect.DUCKDB);
        String sql = context.render(select).replaceAll(" (from|where|group by|having) ", "\n$1 ");
        return sql + "\n-- " + context.extractBindValues(select);
    }

    private static EventTimes times(String eventName) {
        return new GoldenCatalog().events(eventName).isEmpty() ? EventTimes.NONE : TIMES;
    }

    private static long millis(String instant) {
        return Instant.parse(instant).toEpochMilli();
    }
}
