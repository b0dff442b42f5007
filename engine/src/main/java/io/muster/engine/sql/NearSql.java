package io.muster.engine.sql;

import io.muster.engine.match.GreatCircle;
import io.muster.engine.sql.NumberSet.Cut;
import io.muster.model.condition.Condition.Near;
import java.math.BigDecimal;
import java.util.Optional;
import org.jooq.impl.DSL;

/** One leaf over profiles' locations: those in a box around the circle, which is then drawn exactly. */
final class NearSql {

    private NearSql() {}

    static OrdinalsQuery ordinals(Near near, ColumnCatalog catalog, Among among) {
        Optional<TypedColumns> lat = catalog.attribute(Near.LAT).map(TypedColumns::new);
        Optional<TypedColumns> lon = catalog.attribute(Near.LON).map(TypedColumns::new);
        if (lat.isEmpty() || lon.isEmpty()) {
            return new OrdinalsQuery.Constant(false);
        }
        GreatCircle circle = GreatCircle.of(near);
        Formula inBox = Formula.all(
                lat.get().numberIn(around(near.lat(), circle.latReach(), 90)),
                lon.get().numberIn(longitudes(near.lon(), circle.lonReach())));
        if (inBox.equals(Formula.NEVER)) {
            return new OrdinalsQuery.Constant(false);
        }
        return new OrdinalsQuery.Located(
                DSL.select(
                                ProfileSql.ORDINAL,
                                lat.get().asDouble().orElseThrow(),
                                lon.get().asDouble().orElseThrow())
                        .from(DSL.table(catalog.profiles()))
                        .where(inBox.sql())
                        .and(among.on(ProfileSql.ORDINAL)),
                circle);
    }

    /** Longitudes go round: what reaches beyond 180° goes on at −180°. */
    private static NumberSet longitudes(double lon, double reach) {
        NumberSet here = around(lon, reach, 180);
        if (lon + reach > 180) {
            return here.or(around(lon - 360, reach, 180));
        }
        return lon - reach < -180 ? here.or(around(lon + 360, reach, 180)) : here;
    }

    private static NumberSet around(double center, double reach, int most) {
        return between(Math.max(center - reach, -most), Math.min(center + reach, most));
    }

    private static NumberSet between(double low, double high) {
        return NumberSet.above(Cut.below(new BigDecimal(low))).and(NumberSet.below(Cut.above(new BigDecimal(high))));
    }
}
