package io.muster.engine.sql;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.table;

import io.muster.model.condition.Condition;
import io.muster.model.condition.Test;
import java.time.ZoneId;
import java.util.List;
import org.jooq.Field;
import org.jooq.impl.SQLDataType;

/** Leaves over the table of profiles. */
final class ProfileSql {

    static final Field<Integer> ORDINAL = field(name("ordinal"), SQLDataType.INTEGER);
    private static final Field<String[]> TAGS = field(name("tags"), SQLDataType.VARCHAR.array());
    private static final List<Test> PRESENT = List.of(new Test.Exists(true));

    private final ColumnCatalog catalog;
    private final ZoneId zone;
    private final Among among;

    ProfileSql(ColumnCatalog catalog, ZoneId zone, Among among) {
        this.catalog = catalog;
        this.zone = zone;
        this.among = among;
    }

    /** Asks for those who do not satisfy the leaf where a profile without any value would. */
    OrdinalsQuery ordinals(Condition leaf) {
        Formula formula = formula(leaf);
        if (formula instanceof Formula.Constant(boolean everyone)) {
            return new OrdinalsQuery.Constant(everyone);
        }
        boolean complement = formula.holdsForNothing();
        Formula wanted = complement ? formula.negate() : formula;
        return new OrdinalsQuery.Rows(
                select(ORDINAL)
                        .from(table(catalog.profiles()))
                        .where(wanted.sql())
                        .and(among.on(ORDINAL)),
                complement);
    }

    private Formula formula(Condition condition) {
        return switch (condition) {
            case Condition.All(List<Condition> parts) ->
                Formula.all(parts.stream().map(this::formula).toList());
            case Condition.Any(List<Condition> parts) ->
                Formula.any(parts.stream().map(this::formula).toList());
            case Condition.Not(Condition part) -> formula(part).negate();
            case Condition.Attribute(String name, List<Test> tests) ->
                ValueFormula.of(catalog.attribute(name), tests, zone);
            case Condition.Tag(String name) -> Formula.atom(EngineFunctions.hasElement(TAGS, name));
            case Condition.Known(boolean known) -> known ? known() : known().negate();
            case Condition.Identity(String keyspace) -> identity(keyspace);
            case Condition.Event _, Condition.InSegment _, Condition.Profiles _ -> throw noLeaf(condition);
            case Condition.Sequence _, Condition.Near _, Condition.Quantile _, Condition.Logged _ ->
                throw noLeaf(condition);
        };
    }

    private Formula known() {
        return Formula.any(
                Condition.Known.KEYSPACES.stream().map(this::identity).toList());
    }

    private Formula identity(String keyspace) {
        return ValueFormula.of(catalog.identity(keyspace), PRESENT, zone);
    }

    private static IllegalArgumentException noLeaf(Condition condition) {
        return new IllegalArgumentException("not part of a leaf over profiles: " + condition);
    }
}
