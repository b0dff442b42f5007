package io.muster.engine.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.model.condition.AsOf;
import io.muster.model.condition.Condition;
import io.muster.model.condition.WindowResolver;
import io.muster.model.condition.json.ConditionParser;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is easy to get wrong in sequences, places, quantiles and anniversaries. */
interface LanguageContract extends EngineContract {

    long MINUTE = 60_000;

    @Test
    default void stepsFollowEachOtherByMoreThanNothing() {
        fixture()
                .events(
                        EventRow.of("later", "cart", 0),
                        EventRow.of("later", "buy", 1),
                        EventRow.of("earlier", "buy", 0),
                        EventRow.of("earlier", "cart", 1),
                        EventRow.of("together", "cart", 5),
                        EventRow.of("together", "buy", 5));

        assertThat(fixture().select(of("{'sequence':[{'event':'cart'},{'event':'buy'}]}")))
                .containsExactly("later");
        assertThat(fixture().select(of("{'sequence':[{'event':'buy'},{'event':'buy'}]}")))
                .isEmpty();
    }

    @Test
    default void aSequenceTriesOtherEventsWhereTheFirstOnesDoNotFit() {
        fixture()
                .events(
                        EventRow.of("p", "cart", 0),
                        EventRow.of("p", "chat", 10 * MINUTE),
                        EventRow.of("p", "cart", 20 * MINUTE),
                        EventRow.of("p", "buy", 30 * MINUTE),
                        EventRow.of("q", "cart", 0),
                        EventRow.of("q", "cart", 5 * MINUTE),
                        EventRow.of("q", "chat", 10 * MINUTE),
                        EventRow.of("q", "buy", 30 * MINUTE));

        Condition unassisted = of("{'sequence':[{'event':'cart'},{'not':{'event':'chat'}},{'event':'buy'}]}");
        assertThat(fixture().select(unassisted)).containsExactly("p");
        Condition quick = of("{'sequence':[{'event':'cart'},{'event':'buy','after':{'min':'PT10M','max':'PT25M'}}]}");
        assertThat(fixture().select(quick)).containsExactly("p", "q");
        assertThat(fixture()
                        .select(of("{'sequence':[{'event':'cart'},{'event':'chat'},{'event':'buy'}],'span':'PT25M'}")))
                .containsExactly("q");
    }

    @Test
    default void whatIsOutsideTheWindowNeitherCountsNorForbids() {
        Instant start = Instant.parse("2026-01-01T00:00:00Z");
        fixture()
                .events(
                        EventRow.of("p", "cart", start.toEpochMilli()),
                        EventRow.of("p", "buy", start.toEpochMilli() + MINUTE),
                        EventRow.of("q", "cart", start.toEpochMilli() - 1),
                        EventRow.of("q", "buy", start.toEpochMilli() + MINUTE),
                        EventRow.of("r", "cart", start.toEpochMilli()),
                        EventRow.of("r", "buy", start.toEpochMilli() + 60 * MINUTE));

        assertThat(fixture()
                        .select(of("{'sequence':[{'event':'cart'},{'event':'buy'}],"
                                + "'within':{'from':'2026-01-01T00:00:00Z','to':'2026-01-01T01:00:00Z'}}")))
                .containsExactly("p");
    }

    @Test
    default void sumsOfDecimalsAreNotRounded() {
        fixture()
                .events(
                        EventRow.of("p", "buy", 0, "n", new BigDecimal("0.1")),
                        EventRow.of("p", "buy", 1, "n", BigDecimal.valueOf(Long.MIN_VALUE)));

        assertThat(fixture().select(of("{'event':'buy','sum':{'property':'n','is':-9223372036854775808}}")))
                .isEmpty();
        assertThat(fixture().select(of("{'event':'buy','sum':{'property':'n','gt':-9223372036854775808}}")))
                .containsExactly("p");
    }

    @Test
    default void testsOfAnAverageHoldOneByOne() {
        BigDecimal real = new BigDecimal("9223372036854775808");
        fixture().events(EventRow.of("p", "buy", 0, "n", real));
        String whole = "9223372036854775807";

        assertThat(fixture().select(of("{'event':'buy','avg':{'property':'n','is':" + real + "}}")))
                .containsExactly("p");
        // As doubles, the two numbers are the same one.
        assertThat(fixture()
                        .select(of(
                                "{'event':'buy','avg':{'property':'n','is':" + real + ",'not_in':[" + whole + "]}}")))
                .isEmpty();
    }

    @Test
    default void nearIncludesItsEdgeAndGoesRoundTheEarth() {
        fixture()
                .profiles(
                        place("stockholm", "59.3293", "18.0686"),
                        place("fiji", "-17", "179.9"),
                        place("samoa", "-17", "-179.95"),
                        place("pole", "90", "-120"),
                        place("nowhere", "91", "0"),
                        ProfileRow.of("text", Map.of("location", Map.of("lat", "59.3293", "lon", "18.0686"))),
                        ProfileRow.of("half", Map.of("location", Map.of("lat", new BigDecimal("59.3293")))));

        assertThat(fixture().select(of("{'near':{'lat':59.3293,'lon':18.0686,'km':0.001}}")))
                .containsExactly("stockholm");
        assertThat(fixture().select(of("{'near':{'lat':-17,'lon':-179.9,'km':25}}")))
                .containsExactly("fiji", "samoa");
        assertThat(fixture().select(of("{'near':{'lat':89.9,'lon':60,'km':12}}")))
                .containsExactly("pole");
        assertThat(fixture().select(of("{'near':{'lat':0,'lon':0,'km':20016}}")))
                .containsExactly("stockholm", "fiji", "samoa", "pole");
    }

    @Test
    default void theLastKnownLocationIsTheOneThatCounts() {
        fixture().profiles(place("p", "59.3293", "18.0686"));
        fixture().profiles(place("p", "59.9139", "10.7522"));

        assertThat(fixture().select(of("{'near':{'lat':59.3293,'lon':18.0686,'km':25}}")))
                .isEmpty();
        assertThat(fixture().select(of("{'near':{'lat':59.9139,'lon':10.7522,'km':25}}")))
                .containsExactly("p");
    }

    @Test
    default void equalValuesShareAQuantileAndOnlyTheRankedAreRanked() {
        for (int i = 0; i < 10; i++) {
            String id = "p" + i;
            int events = i < 6 ? 1 : i - 4;
            IntStream.range(0, events).forEach(at -> fixture().events(EventRow.of(id, "buy", at)));
        }
        fixture().profiles(ProfileRow.of("never", Map.of()));

        String among = "'among':{'event':'buy'}";
        assertThat(fixture()
                        .select(of("{'quantile':{'of':5,'in':[1],'by':{'event':'buy','count':true}," + among + "}}")))
                .containsExactly("p0", "p1", "p2", "p3", "p4", "p5");
        assertThat(fixture()
                        .select(of("{'quantile':{'of':5,'in':[2,3],'by':{'event':'buy','count':true}," + among + "}}")))
                .isEmpty();
        assertThat(fixture()
                        .select(of("{'quantile':{'of':5,'in':[5],'by':{'event':'buy','count':true}," + among + "}}")))
                .containsExactly("p8", "p9");
        assertThat(fixture().select(of("{'quantile':{'of':11,'in':[1],'by':{'event':'buy','count':true}}}")))
                .containsExactly("never");
        assertThat(fixture().select(of("{'quantile':{'of':2,'in':[1,2],'by':{'event':'buy','recency':true}}}")))
                .hasSize(10);
    }

    @Test
    default void datesRankFromTheEarliestAndRecencyFromTheLatest() {
        fixture()
                .profiles(
                        ProfileRow.of("old", Map.of("born", "1960-01-01")),
                        ProfileRow.of("young", Map.of("born", "2000-01-01T12:00:00Z")),
                        ProfileRow.of("unknown", Map.of("born", "long ago")));
        fixture()
                .events(
                        EventRow.of("old", "visit", 5),
                        EventRow.of("young", "visit", 9),
                        EventRow.of("old", "visit", 10));

        assertThat(fixture().select(of("{'quantile':{'of':2,'in':[1],'by':{'attribute':'born'}}}")))
                .containsExactly("old");
        assertThat(fixture().select(of("{'quantile':{'of':2,'in':[2],'by':{'event':'visit','recency':true}}}")))
                .containsExactly("old");
        assertThat(fixture().select(of("{'quantile':{'of':2,'in':[2],'by':{'event':'visit','recency':'days'}}}")))
                .containsExactly("old", "young");
    }

    @Test
    default void anniversariesComeEveryYearAfterTheFirst() {
        fixture()
                .profiles(
                        ProfileRow.of("leap", Map.of("born", "2000-02-29")),
                        ProfileRow.of("last", Map.of("born", "1999-02-28")),
                        ProfileRow.of("march", Map.of("born", "1999-03-01")),
                        ProfileRow.of("new", Map.of("born", "2026-02-28")),
                        ProfileRow.of("instant", Map.of("born", "1999-02-27T23:30:00Z")));

        assertThat(fixture().select(anniversary("2026-02-28", "2026-03-01", "UTC")))
                .containsExactly("leap", "last");
        assertThat(fixture().select(anniversary("2028-02-28", "2028-02-29", "UTC")))
                .containsExactly("last", "new");
        assertThat(fixture().select(anniversary("2028-02-29", "2028-03-01", "UTC")))
                .containsExactly("leap");
        assertThat(fixture().select(anniversary("2026-02-28", "2026-03-01", "Europe/Stockholm")))
                .containsExactly("leap", "last", "instant");
        assertThat(fixture().select(anniversary("2026-03-01T00:00:01Z", "2026-03-02T00:00:00Z", "UTC")))
                .isEmpty();
        assertThat(fixture().select(anniversary("2026-03-01T00:00:00Z", "2026-03-01T00:00:01Z", "UTC")))
                .containsExactly("march");
        assertThat(fixture().select(anniversary("2000-06-01", "2099-01-01", "UTC")))
                .hasSize(5);
    }

    @Test
    default void longListsAnswerLikeShortOnes() {
        fixture()
                .profiles(
                        ProfileRow.of("text", Map.of("a", "it's \"n\" \\ 7")),
                        ProfileRow.of("whole", Map.of("a", new BigDecimal("9223372036854775807"))),
                        ProfileRow.of("near", Map.of("a", new BigDecimal("9223372036854775806"))),
                        ProfileRow.of("decimal", Map.of("a", new BigDecimal("99999999999.9999"))),
                        ProfileRow.of("double", Map.of("a", new BigDecimal("1e-300"))),
                        ProfileRow.of("other", Map.of("a", "other")),
                        ProfileRow.of("missing", Map.of()));
        String padding =
                IntStream.range(0, 4_998).mapToObj(i -> i + ",'x" + i + "',").reduce("", String::concat);
        String list =
                "[" + padding + "'it\\u0027s \\u0022n\\u0022 \\u005c 7',9223372036854775807,99999999999.9999,1e-300]";

        assertThat(fixture().select(of("{'attribute':'a','in':" + list + "}")))
                .containsExactly("text", "whole", "decimal", "double");
        assertThat(fixture().select(of("{'attribute':'a','not_in':" + list + "}")))
                .containsExactly("near", "other");
        assertThat(fixture()
                        .select(of("{'attribute':'a','in':" + list.replace("x1", "OTHER") + ",'ignore_case':true}")))
                .contains("text", "whole")
                .doesNotContain("near", "missing");
    }

    private static Condition anniversary(String from, String to, String zone) {
        return of("{'attribute':'born','anniversary':{'from':'%s','to':'%s','zone':'%s'}}".formatted(from, to, zone));
    }

    private static ProfileRow place(String id, String lat, String lon) {
        return ProfileRow.of(id, Map.of("location", Map.of("lat", new BigDecimal(lat), "lon", new BigDecimal(lon))));
    }

    /** A definition in JSON with single quotes, at the start of 2026. */
    private static Condition of(String json) {
        AsOf asOf = new AsOf(Instant.parse("2026-01-01T00:00:00Z"), ZoneOffset.UTC, DayOfWeek.MONDAY);
        return WindowResolver.resolve(new ConditionParser().parse(json.replace('\'', '"')), asOf)
                .condition();
    }
}
