package io.muster.model.condition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.muster.model.Pointer;
import io.muster.model.condition.Test.Between;
import io.muster.model.condition.Test.Compare;
import io.muster.model.condition.Test.Has;
import io.muster.model.condition.Test.Is;
import io.muster.model.condition.Test.Order;
import io.muster.model.condition.Test.TextMatch;
import io.muster.model.condition.Test.TextOperator;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NormalFormTest {

    private static final Value ONE = Value.Numeric.of(1);

    @Test
    void ordersTests() {
        var first = new Is(ONE, false);
        var second = new Compare(Order.LT, ONE);
        var third = new TextMatch(TextOperator.CONTAINS, "a", false);
        assertThat(new Condition.Attribute("a", List.of(third, second, first)).tests())
                .containsExactly(first, second, third);
    }

    @Test
    void refusesNoTestsTheSameOperatorTwiceAndTwoRulesOfCase() {
        var less = new Compare(Order.LT, ONE);
        assertThatIllegalArgumentException().isThrownBy(() -> new Condition.Attribute("a", List.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> new PropertyCondition.Property("a", List.of(less, less)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Condition.Attribute(
                        "a",
                        List.of(
                                new TextMatch(TextOperator.CONTAINS, "a", true),
                                new TextMatch(TextOperator.ENDS_WITH, "a", false))));
    }

    @Test
    void measuresCompareWithNumbersOnly() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Measure.Count(List.of(new Is(new Value.Text("1"), false))));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Measure.Days(List.of(new io.muster.model.condition.Test.Exists(true))));
    }

    @Test
    void ignoresCaseOfTextsOnly() {
        assertThat(new Is(ONE, true)).isEqualTo(new Is(ONE, false));
        assertThat(new Is(new Value.Text("a"), true).ignoreCase()).isTrue();
    }

    @Test
    void keepsDatesToOrderedComparisons() {
        Value day = new Value.Day(LocalDate.of(2026, 1, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new Is(day, false));
        assertThatIllegalArgumentException().isThrownBy(() -> new Has(List.of(day), true));
        assertThatIllegalArgumentException().isThrownBy(() -> new Compare(Order.LT, new Value.Text("a")));
        assertThatIllegalArgumentException().isThrownBy(() -> new Between(day, ONE));
        assertThatIllegalArgumentException().isThrownBy(() -> new Window.Range(ONE, null, null));
        assertThatIllegalArgumentException().isThrownBy(() -> new Window.Range(null, null, null));
        assertThatIllegalArgumentException().isThrownBy(() -> new Value.Day(LocalDate.of(10_000, 1, 1)));
        assertThat(new Value.Moment(Instant.parse("2026-01-01T00:00:00.123999Z")).instant())
                .isEqualTo(Instant.parse("2026-01-01T00:00:00.123Z"));
    }

    @Test
    void makesAmountsSpansAndNamesZones() {
        assertThat(new Window.Last(Period.ofWeeks(2), ZoneOffset.UTC))
                .isEqualTo(new Window.Last(Span.parse("P14D"), ZoneId.of("UTC")));
        assertThat(new Window.Last(Duration.ofDays(1), null)).isNotEqualTo(new Window.Last(Period.ofDays(1), null));
        assertThat(new Window.Resolved(null, null, ZoneOffset.ofHours(2)).zone())
                .isEqualTo(ZoneId.of("UTC+02:00"));
        assertThatIllegalArgumentException().isThrownBy(() -> new Window.Calendar(0, Window.Unit.DAY, false, null));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Window.Calendar(401, Window.Unit.QUARTER, true, null));
    }

    @ParameterizedTest
    @CsvSource({
        "P7D, P7D",
        "P1Y, P1Y",
        "P12M, P1Y",
        "P14M, P1Y2M",
        "P2W, P14D",
        "P1W1D, P8D",
        "PT12H, PT12H",
        "PT90M, PT1H30M",
        "PT36H, PT36H",
        "P1DT12H, P1DT12H",
        "P1Y2M3DT4H5M6.5S, P1Y2M3DT4H5M6.5S",
        "P100Y, P100Y",
        "P36525D, P36525D",
        "PT876600H, PT876600H",
        "PT0.001S, PT0.001S",
        "P0Y1D, P1D",
    })
    void readsSpansAndWritesThemInOneWay(String text, String canonical) {
        assertThat(Span.parse(text)).hasToString(canonical).isEqualTo(Span.parse(canonical));
    }

    @ParameterizedTest
    @CsvSource({
        "P",
        "PT",
        "P1DT",
        "7D",
        "P7",
        "P-1D",
        "-P1D",
        "P1.5D",
        "P1D1W",
        "P0D",
        "PT0S",
        "P101Y",
        "P1201M",
        "P36700D",
        "PT9999999999S",
        "P9999999999Y",
        "P99999999999D",
        "p7d",
        "PT0.0001S"
    })
    void refusesWhatIsNoSpan(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Span.parse(text));
    }

    @Test
    void addsAndSubtractsSpansFromTimes() {
        Instant noon = Instant.parse("2026-03-31T12:00:00Z");
        assertThat(noon.atZone(ZoneOffset.UTC).minus(Span.parse("P1M1DT1H")).toInstant())
                .isEqualTo(Instant.parse("2026-02-27T11:00:00Z"));
        assertThat(noon.atZone(ZoneOffset.UTC).plus(Span.parse("P1M")).toInstant())
                .isEqualTo(Instant.parse("2026-04-30T12:00:00Z"));
    }

    @Test
    void escapesPointers() {
        assertThat(Pointer.ROOT).hasToString("");
        assertThat(Pointer.ROOT.child("a/b~c").child(3).child("")).hasToString("/a~1b~0c/3/");
    }

    @Test
    void keepsSequencesPossible() {
        Step step = new Step(new EventPattern("X", null), null, List.of());
        Step later = new Step(new EventPattern("X", null), new Gap(null, Duration.ofHours(1)), List.of(step.event()));
        assertThat(new Condition.Sequence(List.of(step, later), null, null).steps())
                .hasSize(2);
        assertThatIllegalArgumentException().isThrownBy(() -> new Condition.Sequence(List.of(step), null, null));
        assertThatIllegalArgumentException().isThrownBy(() -> new Condition.Sequence(List.of(later, step), null, null));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Condition.Sequence(Collections.nCopies(31, step), null, null));
        assertThatIllegalArgumentException().isThrownBy(() -> new Gap(null, null));
        assertThatIllegalArgumentException().isThrownBy(() -> new Gap(Duration.ofHours(2), Duration.ofHours(1)));
        assertThatIllegalArgumentException().isThrownBy(() -> new Gap(Duration.ZERO, null));
    }

    @Test
    void readsExactDurationsOnly() {
        assertThat(Durations.text(Durations.parse("PT36H"))).isEqualTo("P1DT12H");
        assertThat(Durations.parse("P1W")).isEqualTo(Duration.ofDays(7));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Durations.parse("P1M"))
                .withMessageContaining("write days");
    }

    @Test
    void keepsPlacesAndQuantilesPossible() {
        assertThat(new Condition.Near(-0.0, 0, 1)).isEqualTo(new Condition.Near(0, -0.0, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new Condition.Near(90.1, 0, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new Condition.Near(0, Double.NaN, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new Condition.Near(0, 0, 0));
        Ranking age = new Ranking.OfAttribute("age");
        assertThat(new Condition.Quantile(5, List.of(5, 1, 5), age, null).in()).containsExactly(1, 5);
        assertThatIllegalArgumentException().isThrownBy(() -> new Condition.Quantile(5, List.of(6), age, null));
        assertThatIllegalArgumentException().isThrownBy(() -> new Condition.Quantile(1, List.of(1), age, null));
    }
}
