package io.muster.engine.rows;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NumbersTest {

    @ParameterizedTest
    @CsvSource({
        "0, LONG, 0",
        "-0.00, LONG, 0",
        "0e999999999, LONG, 0",
        "5.0000, LONG, 5",
        "1e18, LONG, 1000000000000000000",
        "-9223372036854775808, LONG, -9223372036854775808",
        "12.5, DECIMAL, 125000",
        "-0.0001, DECIMAL, -1",
        "99999999999.9999, DECIMAL, 999999999999999",
        "1.00000000000000000000001, LONG, 1",
        "12.34000000000000000000001, DECIMAL, 123400"
    })
    void holdsANumberExactlyWhereItCan(BigDecimal value, CellKind kind, long bits) {
        assertThat(Numbers.hold(value)).isEqualTo(new Numbers.Held(kind, bits));
    }

    @ParameterizedTest
    @ValueSource(strings = {"100000000000.5", "0.00001", "9223372036854775808", "1e300", "-1e-300"})
    void roundsOthersToDoubles(BigDecimal value) {
        assertThat(Numbers.hold(value))
                .isEqualTo(new Numbers.Held(CellKind.DOUBLE, Double.doubleToRawLongBits(value.doubleValue())));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void hasOneFormForANumberHoweverItIsWritten(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            BigDecimal value = new BigDecimal(new BigInteger(1 + random.nextInt(70), random), random.nextInt(25) - 8);
            BigDecimal longer = value.setScale(Math.max(value.scale(), 0) + random.nextInt(5));
            Numbers.Held held = Numbers.hold(value);
            assertThat(Numbers.hold(longer)).as("seed %d: %s", seed, value).isEqualTo(held);
            BigDecimal back =
                    switch (held.kind()) {
                        case LONG -> BigDecimal.valueOf(held.bits());
                        case DECIMAL -> BigDecimal.valueOf(held.bits(), Numbers.SCALE);
                        default -> BigDecimal.valueOf(Double.longBitsToDouble(held.bits()));
                    };
            assertThat(Numbers.hold(back)).as("seed %d: %s", seed, value).isEqualTo(held);
            assertThat(back.doubleValue()).as("seed %d: %s", seed, value).isEqualTo(value.doubleValue());
        }
    }
}
