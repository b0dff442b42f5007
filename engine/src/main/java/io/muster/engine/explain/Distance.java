package io.muster.engine.explain;

import io.muster.engine.Profile;
import io.muster.engine.match.GreatCircle;
import io.muster.model.condition.Condition;
import java.math.BigDecimal;
import java.util.Optional;

/** How far a profile's last known location is from a point. */
final class Distance {

    private Distance() {}

    /** Kilometres along the great circle; empty without a location. */
    static Optional<Double> of(Profile profile, Condition.Near near) {
        Optional<Double> lat = degrees(profile, Condition.Near.LAT, 90);
        Optional<Double> lon = degrees(profile, Condition.Near.LON, 180);
        return lat.flatMap(north -> lon.map(east -> GreatCircle.of(near).distance(north, east)));
    }

    private static Optional<Double> degrees(Profile profile, String attribute, int most) {
        return FactValue.number(profile.attributes().get(attribute))
                .map(BigDecimal::doubleValue)
                .filter(degrees -> Math.abs(degrees) <= most);
    }
}
