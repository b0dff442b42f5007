package io.muster.model.condition.json;

import static io.muster.model.ErrorCode.INVALID_DEFINITION;

import io.muster.model.condition.Condition;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/** Reads circles on the earth. */
final class NearReader {

    static final List<String> FIELDS = List.of("lat", "lon", "km");

    private final Problems problems;
    private final KindReader kinds;
    private final Scalars scalars;

    NearReader(Problems problems, KindReader kinds) {
        this.problems = problems;
        this.kinds = kinds;
        this.scalars = new Scalars(problems);
    }

    /** The condition; empty where something is wrong that leaves none. */
    Optional<Condition> read(Located near) {
        if (!near.node().isObject()) {
            return problems.wrongType(near, "an object, such as {\"lat\": 59.3, \"lon\": 18.1, \"km\": 25}");
        }
        kinds.refuseOthers(near, FIELDS);
        Optional<Double> lat = number(near.child("lat"), -90, 90, "a latitude in degrees, from -90 to 90");
        Optional<Double> lon = number(near.child("lon"), -180, 180, "a longitude in degrees, from -180 to 180");
        Optional<Double> km = number(
                near.child("km"),
                Double.MIN_VALUE,
                Condition.Near.MAX_KM,
                "a distance in kilometres, more than 0 and at most " + (int) Condition.Near.MAX_KM);
        return lat.isPresent() && lon.isPresent() && km.isPresent()
                ? Optional.of(new Condition.Near(lat.get(), lon.get(), km.get()))
                : Optional.empty();
    }

    private Optional<Double> number(Located value, double least, double most, String expected) {
        Optional<Double> number = scalars.number(value, expected).map(BigDecimal::doubleValue);
        return number.isPresent() && (number.get() < least || number.get() > most)
                ? problems.refuse(
                        value, INVALID_DEFINITION, "found " + value.found() + ", but this must be " + expected)
                : number;
    }
}
