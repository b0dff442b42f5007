package io.muster.model.condition;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A condition selects a set of profiles. Two-valued: a profile is in the set or not, never unknown. */
public sealed interface Condition {

    /** Profiles in every set; everyone for an empty list. */
    record All(List<Condition> conditions) implements Condition {
        public All {
            conditions = List.copyOf(conditions);
        }
    }

    /** Profiles in at least one set; no one for an empty list. */
    record Any(List<Condition> conditions) implements Condition {
        public Any {
            conditions = List.copyOf(conditions);
        }
    }

    /** Profiles not in the set. */
    record Not(Condition condition) implements Condition {}

    /** Profiles whose attribute satisfies every test: at least one, each operator at most once, in its order. */
    record Attribute(String name, List<Test> tests) implements Condition {
        public Attribute {
            tests = Tests.ordered(tests);
        }
    }

    /** Profiles that bear the tag. */
    record Tag(String name) implements Condition {}

    /** Profiles that have (or, for {@code false}, lack) an e-mail, mobile or CRM id. */
    record Known(boolean known) implements Condition {
        /** The keyspaces that make a profile known. */
        public static final List<String> KEYSPACES = List.of("email", "mobile", "crm_id");
    }

    /** Profiles that have a key in the keyspace. */
    record Identity(String keyspace) implements Condition {}

    /** Members of the segment, named by id or key, as of the same data version. */
    record InSegment(String segment) implements Condition {}

    /** The profiles named; unknown ids select no one. */
    record Profiles(List<String> ids) implements Condition {
        public Profiles {
            ids = List.copyOf(ids);
        }
    }

    /** Profiles whose events of that name, matching {@code where} and inside the window, satisfy the measure. */
    record Event(
            String name,
            @Nullable PropertyCondition where,
            @Nullable Window within,
            Measure measure) implements Condition {}
}
