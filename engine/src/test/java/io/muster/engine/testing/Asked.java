package io.muster.engine.testing;

import io.muster.model.condition.Condition;
import io.muster.model.condition.Measure;
import io.muster.model.condition.Test;
import io.muster.model.condition.Test.Order;
import io.muster.model.condition.Value;
import java.util.List;

/** Short conditions for tests. */
final class Asked {

    private Asked() {}

    static Condition is(String attribute, String text) {
        return attribute(attribute, new Test.Is(new Value.Text(text), false));
    }

    static Condition is(String attribute, long number) {
        return attribute(attribute, new Test.Is(Value.Numeric.of(number), false));
    }

    static Condition exists(String attribute) {
        return attribute(attribute, new Test.Exists(true));
    }

    static Condition attribute(String name, Test test) {
        return new Condition.Attribute(name, List.of(test));
    }

    static Condition did(String event) {
        return atLeast(event, 1);
    }

    static Condition atLeast(String event, long count) {
        Test test = new Test.Compare(Order.GTE, Value.Numeric.of(count));
        return new Condition.Event(event, null, null, new Measure.Count(List.of(test)));
    }

    static Condition exactly(String event, long count) {
        Test test = new Test.Is(Value.Numeric.of(count), false);
        return new Condition.Event(event, null, null, new Measure.Count(List.of(test)));
    }

    static Condition sumAtLeast(String event, String property, long sum) {
        Test test = new Test.Compare(Order.GTE, Value.Numeric.of(sum));
        Measure measure = new Measure.Aggregate(Measure.Function.SUM, property, List.of(test));
        return new Condition.Event(event, null, null, measure);
    }
}
