package io.muster.engine.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.engine.sql.NumberSet.Cut;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

class GridTest {

    private static final BigDecimal BEYOND_DOUBLES = new BigDecimal("9007199254740993");

    @Test
    void roundsCutsToTheNextWholeNumber() {
        Grid<Long> longs = Grid.longs(Long.MIN_VALUE, Long.MAX_VALUE);

        assertThat(longs.firstAbove(Cut.below(number("2.5")))).isEqualTo(3);
        assertThat(longs.firstAbove(Cut.below(number("3")))).isEqualTo(3);
        assertThat(longs.firstAbove(Cut.above(number("3")))).isEqualTo(4);
        assertThat(longs.firstAbove(Cut.above(number("-2.5")))).isEqualTo(-2);
        assertThat(longs.lastBelow(Cut.below(number("3")))).isEqualTo(2);
        assertThat(longs.lastBelow(Cut.above(number("3")))).isEqualTo(3);
        assertThat(longs.lastBelow(Cut.below(number("-2.5")))).isEqualTo(-3);
    }

    @Test
    void hasNothingBeyondItsEnds() {
        Grid<Long> longs = Grid.longs(1, 10);

        assertThat(longs.firstAbove(Cut.below(number("-1e30")))).isEqualTo(1);
        assertThat(longs.lastBelow(Cut.above(number("1e30")))).isEqualTo(10);
        assertThat(longs.firstAbove(Cut.above(number("10")))).isNull();
        assertThat(longs.lastBelow(Cut.below(number("1")))).isNull();
    }

    @Test
    void keepsDecimalsToTheirScale() {
        Grid<BigDecimal> decimals = Grid.decimals(18, 4);

        assertThat(decimals.firstAbove(Cut.above(number("2.00005")))).isEqualTo(number("2.0001"));
        assertThat(decimals.lastBelow(Cut.below(number("2.0001")))).isEqualTo(number("2.0000"));
        assertThat(decimals.highest()).isEqualTo(number("99999999999999.9999"));
        assertThat(decimals.firstAbove(Cut.below(number("1e14")))).isNull();
    }

    @Test
    void findsTheDoubleOnTheRightSide() {
        Grid<Double> doubles = Grid.doubles();

        assertThat(doubles.firstAbove(Cut.above(BEYOND_DOUBLES))).isEqualTo(9007199254740994.0);
        assertThat(doubles.lastBelow(Cut.below(BEYOND_DOUBLES))).isEqualTo(9007199254740992.0);
        assertThat(doubles.firstAbove(Cut.above(number("0.5")))).isEqualTo(Math.nextUp(0.5));
        assertThat(doubles.lastBelow(Cut.above(number("0.5")))).isEqualTo(0.5);
        assertThat(doubles.firstAbove(Cut.above(new BigDecimal(Double.MAX_VALUE))))
                .isInfinite();
        assertThat(doubles.firstAbove(Cut.above(NumberTests.INFINITE))).isNull();
    }

    private static BigDecimal number(String number) {
        return new BigDecimal(number);
    }
}
