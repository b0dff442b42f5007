package io.muster.engine.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.muster.engine.explain.Explanation;
import io.muster.engine.explain.Explanation.OfName;
import io.muster.engine.explain.Explanation.Seen;
import io.muster.engine.explain.Explanation.SeenEvent;
import io.muster.engine.explain.Flip;
import java.util.List;

/**
 * Compares an explanation for which some events were read with one for which all were: only samples may
 * be smaller, and the flip not looked for.
 */
record SameExplanation(String what) {

    void check(Explanation some, Explanation all) {
        assertThat(some.verdict()).as(what + " at " + some.pointer()).isEqualTo(all.verdict());
        if (some.flip().kind() != Flip.Kind.NOT_BEFORE) {
            assertThat(some.flip()).as(what + " at " + some.pointer()).isEqualTo(all.flip());
        }
        if (some.seen() instanceof Seen.Events(List<OfName> names)
                && all.seen() instanceof Seen.Events(List<OfName> expected)) {
            assertThat(names).as(what).hasSameSizeAs(expected);
            for (int i = 0; i < names.size(); i++) {
                check(names.get(i), expected.get(i));
            }
        } else {
            assertThat(some.seen()).as(what).isEqualTo(all.seen());
        }
        for (int i = 0; i < some.parts().size(); i++) {
            check(some.parts().get(i), all.parts().get(i));
        }
    }

    private void check(OfName some, OfName all) {
        assertThat(some.name()).as(what).isEqualTo(all.name());
        assertThat(some.total()).as(what).isEqualTo(all.total());
        assertThat(some.matching()).as(what).isEqualTo(all.matching());
        assertThat(matching(some)).as(what).containsExactlyElementsOf(matching(all));
        if (all.measured() == null || some.measured() == null) {
            assertThat(some.measured()).as(what).isEqualTo(all.measured());
        } else {
            double expected = all.measured().doubleValue();
            assertThat(some.measured().doubleValue()).as(what).isCloseTo(expected, within(Math.abs(expected) * 1e-12));
        }
    }

    private static List<SeenEvent> matching(OfName name) {
        return name.sample().stream().filter(SeenEvent::matches).toList();
    }
}
