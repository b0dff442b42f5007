package io.muster.engine.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.engine.Deadline;
import io.muster.engine.EngineSnapshot;
import io.muster.engine.EngineSnapshot.WrittenTable;
import io.muster.engine.Entrance;
import io.muster.engine.ExportColumn;
import io.muster.engine.ExportColumn.EventFact;
import io.muster.engine.ExportColumn.Fact;
import io.muster.engine.ExportRows;
import io.muster.engine.Progress;
import io.muster.engine.TableFormat;
import io.muster.engine.TableTarget;
import io.muster.model.condition.Window;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.roaringbitmap.RoaringBitmap;

/** Columns of exports that come from events and from segments. */
interface ExportFactContract extends EngineContract {

    @Test
    default void tellsFactsOfEvents() throws IOException {
        fixture().profiles(ProfileRow.of("a", Map.of()), ProfileRow.of("b", Map.of()), ProfileRow.of("c", Map.of()));
        fixture()
                .events(
                        order("a", 1_000, "total", new BigDecimal("10.25")),
                        order("a", 3_000, "total", new BigDecimal("5")),
                        order("a", 2_000, "total", "not a number"),
                        EventRow.of("a", "Cart", 9_000),
                        order("b", 5_000, "other", BigDecimal.ONE));

        assertThat(csv(
                        fact(Fact.COUNT, null, null),
                        fact(Fact.SUM, "total", null),
                        fact(Fact.AVG, "total", null),
                        fact(Fact.MIN, "total", null),
                        fact(Fact.MAX, "total", null),
                        fact(Fact.FIRST, "total", null),
                        fact(Fact.LAST, "total", null),
                        fact(Fact.LAST, null, null),
                        new ExportColumn.FirstSeen(),
                        new ExportColumn.LastSeen()))
                .isEqualTo("""
                        3,15.25,7.625,5.00,10.25,10.25,5,1970-01-01T00:00:03.000Z,1970-01-01T00:00:01.000Z,1970-01-01T00:00:09.000Z
                        1,0.00,,,,,,1970-01-01T00:00:05.000Z,1970-01-01T00:00:05.000Z,1970-01-01T00:00:05.000Z
                        0,0.00,,,,,,,,
                        """);
    }

    @Test
    default void theLastEventCountsThoughItHasNoSuchProperty() throws IOException {
        fixture().events(order("a", 1_000, "total", BigDecimal.ONE), order("a", 2_000, "other", BigDecimal.TWO));

        assertThat(csv(fact(Fact.LAST, "total", null), fact(Fact.FIRST, "total", null)))
                .isEqualTo(",1\n");
    }

    @Test
    default void ofEventsAtTheSameTimeTheOneThatCameLaterIsTheLast() throws IOException {
        fixture().events(order("a", 1_000, "total", BigDecimal.ONE), order("a", 1_000, "total", BigDecimal.TWO));

        assertThat(csv(fact(Fact.LAST, "total", null), fact(Fact.FIRST, "total", null)))
                .isEqualTo("2,1\n");
    }

    @Test
    default void countsOnlyEventsInTheWindow() throws IOException {
        fixture()
                .events(
                        order("a", 999, "total", BigDecimal.ONE),
                        order("a", 1_000, "total", BigDecimal.TWO),
                        order("a", 2_000, "total", BigDecimal.TEN));
        Window.Resolved window =
                new Window.Resolved(Instant.ofEpochMilli(1_000), Instant.ofEpochMilli(2_000), ZoneOffset.UTC);

        assertThat(csv(
                        fact(Fact.COUNT, null, window),
                        fact(Fact.SUM, "total", window),
                        fact(Fact.COUNT, null, null),
                        fact(Fact.LAST, "total", window)))
                .isEqualTo("1,2,3,2\n");
    }

    @Test
    default void factsOfUnknownEventsAreNothing() throws IOException {
        fixture().profiles(ProfileRow.of("a", Map.of()));

        assertThat(csv(fact(Fact.COUNT, null, null), fact(Fact.SUM, "x", null), fact(Fact.LAST, "x", null)))
                .isEqualTo("0,0,\n");
    }

    @Test
    default void tellsTheSegmentsOfAProfile() throws IOException {
        fixture().profiles(ProfileRow.of("a", Map.of()), ProfileRow.of("b", Map.of()), ProfileRow.of("c", Map.of()));
        Map<String, RoaringBitmap> segments = new HashMap<>();
        segments.put("vips", RoaringBitmap.bitmapOf(0, 1));
        segments.put("say \"hi\"", RoaringBitmap.bitmapOf(1));

        assertThat(csv(
                        segments,
                        Map.of(),
                        new ExportColumn.Segments(),
                        new ExportColumn.Segment("say \"hi\""),
                        new ExportColumn.Segment("unknown")))
                .isEqualTo("\"[\"\"vips\"\"]\",false,false\n"
                        + "\"[\"\"say \\\"\"hi\\\"\"\"\",\"\"vips\"\"]\",true,false\n"
                        + "[],false,false\n");
    }

    @Test
    default void tellsSinceWhenAProfileIsInASegment() throws IOException {
        fixture()
                .profiles(
                        ProfileRow.of("a", Map.of()),
                        ProfileRow.of("b", Map.of()),
                        ProfileRow.of("c", Map.of()),
                        ProfileRow.of("d", Map.of()));
        List<Entrance> vips = List.of(
                new Entrance(Instant.parse("2026-03-01T10:00:00.250Z"), RoaringBitmap.bitmapOf(3)),
                new Entrance(Instant.parse("2026-02-01T00:00:00Z"), RoaringBitmap.bitmapOf(0, 2)));

        assertThat(csv(
                        Map.of("vips", RoaringBitmap.bitmapOf(0, 1, 2)),
                        Map.of("vips", vips, "staff", List.of()),
                        new ExportColumn.Entered("vips"),
                        new ExportColumn.Entered("staff"),
                        new ExportColumn.Entered("unknown"),
                        new ExportColumn.Segment("vips")))
                .isEqualTo("""
                        2026-02-01T00:00:00.000Z,,,true
                        ,,,true
                        2026-02-01T00:00:00.000Z,,,true
                        2026-03-01T10:00:00.250Z,,,false
                        """);
    }

    private static EventRow order(String profile, long time, String property, Object value) {
        return EventRow.of(profile, "Order", time, property, value);
    }

    private static EventFact fact(Fact fact, @Nullable String property, Window.@Nullable Resolved window) {
        return new EventFact(fact, "Order", property, window);
    }

    private String csv(ExportColumn.Source... sources) throws IOException {
        return csv(Map.of(), Map.of(), sources);
    }

    /** The rows of everyone, without the header. */
    private String csv(
            Map<String, RoaringBitmap> segments, Map<String, List<Entrance>> entrances, ExportColumn.Source... sources)
            throws IOException {
        List<ExportColumn> columns = Arrays.stream(sources)
                .map(source -> new ExportColumn(source.toString(), source))
                .toList();
        Path file = fixture().file("facts.csv");
        try (EngineSnapshot snapshot = fixture().snapshot()) {
            RoaringBitmap everyone = snapshot.everyone(Deadline.none());
            WrittenTable written = snapshot.write(
                    new ExportRows(everyone, columns, segments, entrances),
                    TableTarget.of(file, TableFormat.CSV),
                    Progress.NONE,
                    Deadline.none());
            assertThat(written.rows()).isEqualTo(everyone.getCardinality());
            assertThat(written.distinct()).isEqualTo(everyone.getCardinality());
        }
        String text = Files.readString(file);
        return text.substring(text.indexOf('\n') + 1);
    }
}
