package io.muster.model.condition;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ConditionsTest {

    private static final List<io.muster.model.condition.Test> PRESENT =
            List.of(new io.muster.model.condition.Test.Exists(true));

    private final Condition condition = new Condition.All(List.of(
            new Condition.InSegment("staff"),
            new Condition.Any(List.of(
                    new Condition.Attribute("b", PRESENT),
                    new Condition.Not(new Condition.InSegment("s/1")),
                    new Condition.Attribute("a", PRESENT))),
            new Condition.Attribute("b", PRESENT),
            new Condition.InSegment("staff"),
            new Condition.Event(
                    "X",
                    new PropertyCondition.Any(
                            List.of(new PropertyCondition.Not(new PropertyCondition.Property("p", PRESENT)))),
                    null,
                    Measure.Count.AT_LEAST_ONE)));

    @Test
    void listsSegmentsOnceWithTheirFirstPlace() {
        assertThat(Conditions.segmentReferences(condition))
                .containsExactly(
                        new SegmentReference("staff", "/all/0/segment"),
                        new SegmentReference("s/1", "/all/1/any/1/not/segment"));
    }

    @Test
    void listsNamesOnceInOrder() {
        assertThat(Conditions.attributeNames(condition)).containsExactly("b", "a");
        assertThat(Conditions.eventNames(condition)).containsExactly("X");
    }

    @Test
    void countsLevelsAndConditionsThoseOnPropertiesIncluded() {
        assertThat(Conditions.depth(condition)).isEqualTo(5);
        assertThat(Conditions.nodeCount(condition)).isEqualTo(13);
        assertThat(Conditions.depth(new Condition.All(List.of()))).isEqualTo(1);
        assertThat(Conditions.nodeCount(new Condition.All(List.of()))).isEqualTo(1);
    }
}
