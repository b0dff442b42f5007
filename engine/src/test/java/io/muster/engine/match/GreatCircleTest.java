package io.muster.engine.match;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.model.condition.Condition.Near;
import io.muster.model.testing.Seeds;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GreatCircleTest {

    /** Distances between some cities, within half a kilometre, and around the earth. */
    @ParameterizedTest
    @CsvSource({
        "59.3293, 18.0686, 59.9139, 10.7522, 416.3",
        "59.3293, 18.0686, 55.6761, 12.5683, 522.1",
        "51.5074, -0.1278, 40.7128, -74.006, 5570.2",
        "-17, 179.9, -17, -179.9, 21.3",
        "89.9, 0, 89.9, 180, 22.2",
        "0, 0, 0, 180, 20015.1",
        "90, 0, -90, 45, 20015.1",
    })
    void measuresAlongTheGreatCircle(double lat, double lon, double otherLat, double otherLon, double km) {
        assertThat(new GreatCircle(lat, lon, km + 0.5).contains(otherLat, otherLon))
                .isTrue();
        assertThat(new GreatCircle(lat, lon, km - 0.5).contains(otherLat, otherLon))
                .isFalse();
    }

    @Test
    void includesItsCentreAndNothingThatIsNoPlace() {
        assertThat(new GreatCircle(59.3, 18.1, Double.MIN_VALUE).contains(59.3, 18.1))
                .isTrue();
        GreatCircle everywhere = new GreatCircle(0, 0, Near.MAX_KM);
        assertThat(everywhere.contains(-90, 180)).isTrue();
        assertThat(everywhere.contains(90.1, 0)).isFalse();
        assertThat(everywhere.contains(0, -180.1)).isFalse();
        assertThat(everywhere.contains(Double.NaN, 0)).isFalse();
    }

    @Test
    void reachesNoFartherThanItsBox() {
        long seed = Seeds.of(GreatCircleTest.class);
        Random random = new Random(seed);
        for (int i = 0; i < 200_000; i++) {
            double lat = random.nextDouble(-90, 90);
            double lon = random.nextDouble(-180, 180);
            GreatCircle circle = new GreatCircle(lat, lon, Math.pow(10, random.nextDouble(-3, 4.3)));
            double otherLat = Math.clamp(lat + random.nextGaussian() * circle.latReach(), -90, 90);
            double otherLon = Math.clamp(lon + random.nextGaussian() * circle.lonReach(), -180, 180);
            if (circle.contains(otherLat, otherLon)) {
                double round = Math.abs(otherLon - lon);
                assertThat(Math.abs(otherLat - lat)).as("seed %d", seed).isLessThanOrEqualTo(circle.latReach());
                assertThat(Math.min(round, 360 - round)).as("seed %d", seed).isLessThanOrEqualTo(circle.lonReach());
            }
        }
    }
}
