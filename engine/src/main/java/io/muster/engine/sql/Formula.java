package io.muster.engine.sql;

import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.condition;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.impl.DSL;

/**
 * A two-valued formula over one row. Its SQL is true exactly where it holds; where it does not, the SQL may be false or
 * null. Negation is pushed down to the atoms, so that comparisons stay bare and an engine can filter by them early.
 */
sealed interface Formula {

    Formula NEVER = new Constant(false);
    Formula ALWAYS = new Constant(true);

    Condition sql();

    Formula negate();

    /** Whether it holds for a row all of whose columns are null. */
    boolean holdsForNothing();

    /** True where the condition is; it must be false or null where its columns are null. */
    static Formula atom(Condition condition) {
        return new Atom(condition);
    }

    static Formula isNotNull(Field<?> column) {
        return new Present(column);
    }

    static Formula all(Collection<Formula> parts) {
        return join(parts, ALWAYS, NEVER);
    }

    static Formula all(Formula... parts) {
        return all(List.of(parts));
    }

    static Formula any(Collection<Formula> parts) {
        return join(parts, NEVER, ALWAYS);
    }

    static Formula any(Formula... parts) {
        return any(List.of(parts));
    }

    private static Formula join(Collection<Formula> parts, Formula neutral, Formula decisive) {
        if (parts.contains(decisive)) {
            return decisive;
        }
        List<Formula> left = new ArrayList<>(parts);
        left.removeIf(part -> part.equals(neutral));
        return switch (left.size()) {
            case 0 -> neutral;
            case 1 -> left.getFirst();
            default -> neutral.equals(ALWAYS) ? new All(left) : new Any(left);
        };
    }

    record Constant(boolean value) implements Formula {
        @Override
        public Condition sql() {
            return value ? DSL.trueCondition() : DSL.falseCondition();
        }

        @Override
        public Formula negate() {
            return value ? NEVER : ALWAYS;
        }

        @Override
        public boolean holdsForNothing() {
            return value;
        }
    }

    record All(List<Formula> parts) implements Formula {
        @Override
        public Condition sql() {
            return DSL.and(parts.stream().map(Formula::sql).toList());
        }

        @Override
        public Formula negate() {
            return new Any(parts.stream().map(Formula::negate).toList());
        }

        @Override
        public boolean holdsForNothing() {
            return parts.stream().allMatch(Formula::holdsForNothing);
        }
    }

    record Any(List<Formula> parts) implements Formula {
        @Override
        public Condition sql() {
            return DSL.or(parts.stream().map(Formula::sql).toList());
        }

        @Override
        public Formula negate() {
            return new All(parts.stream().map(Formula::negate).toList());
        }

        @Override
        public boolean holdsForNothing() {
            return parts.stream().anyMatch(Formula::holdsForNothing);
        }
    }

    record Atom(Condition sql) implements Formula {
        @Override
        public Formula negate() {
            return new NegatedAtom(this);
        }

        @Override
        public boolean holdsForNothing() {
            return false;
        }
    }

    record NegatedAtom(Atom atom) implements Formula {
        @Override
        public Condition sql() {
            return DSL.not(condition(coalesce(field(atom.sql()), inline(false))));
        }

        @Override
        public Formula negate() {
            return atom;
        }

        @Override
        public boolean holdsForNothing() {
            return true;
        }
    }

    record Present(Field<?> column) implements Formula {
        @Override
        public Condition sql() {
            return column.isNotNull();
        }

        @Override
        public Formula negate() {
            return new Absent(column);
        }

        @Override
        public boolean holdsForNothing() {
            return false;
        }
    }

    record Absent(Field<?> column) implements Formula {
        @Override
        public Condition sql() {
            return column.isNull();
        }

        @Override
        public Formula negate() {
            return new Present(column);
        }

        @Override
        public boolean holdsForNothing() {
            return true;
        }
    }
}
