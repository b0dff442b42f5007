package io.muster.model.condition.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.model.condition.Condition;
import io.muster.model.condition.RandomConditions;
import io.muster.model.condition.Vocabulary;
import io.muster.model.condition.json.ConditionParser;
import io.muster.model.condition.json.ConditionWriter;
import io.muster.model.testing.Seeds;
import org.junit.jupiter.api.Test;

class TextRoundTripTest {

    private final TextParser parser = new TextParser();

    @Test
    void readsEveryRandomConditionAsItWasWritten() {
        long seed = Seeds.of(TextRoundTripTest.class);
        RandomConditions conditions = new RandomConditions(seed, Vocabulary.awkward());
        for (int i = 0; i < 5_000; i++) {
            Condition condition = conditions.next();
            String text = TextWriter.write(condition);
            assertThat(parser.parse(text)).as("seed %d, %s", seed, text).isEqualTo(condition);
            assertThat(TextWriter.write(parser.parse(text))).isEqualTo(text);
        }
    }

    @Test
    void losesNothingOnTheWayThroughTheOtherNotation() {
        long seed = Seeds.of(TextRoundTripTest.class);
        RandomConditions conditions = new RandomConditions(seed, Vocabulary.awkward());
        ConditionParser json = new ConditionParser();
        for (int i = 0; i < 1_000; i++) {
            String text = ConditionWriter.text(conditions.next());
            Condition read = parser.parse(TextWriter.write(json.parse(text)));
            assertThat(ConditionWriter.text(read)).as("seed %d", seed).isEqualTo(text);
        }
    }
}
