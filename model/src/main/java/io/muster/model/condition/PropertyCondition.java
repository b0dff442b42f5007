package io.muster.model.condition;

import java.util.List;

/** A condition on one event's properties. */
public sealed interface PropertyCondition {

    /** Every one holds; true for an empty list. */
    record All(List<PropertyCondition> conditions) implements PropertyCondition {
        public All {
            conditions = List.copyOf(conditions);
        }
    }

    /** At least one holds; false for an empty list. */
    record Any(List<PropertyCondition> conditions) implements PropertyCondition {
        public Any {
            conditions = List.copyOf(conditions);
        }
    }

    /** It does not hold. */
    record Not(PropertyCondition condition) implements PropertyCondition {}

    /** The property satisfies every test: at least one, each operator at most once, in its order. */
    record Property(String name, List<Test> tests) implements PropertyCondition {
        public Property {
            tests = Tests.ordered(tests);
        }
    }
}
