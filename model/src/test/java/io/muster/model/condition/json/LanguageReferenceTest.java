package io.muster.model.condition.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.model.condition.Condition;
import io.muster.model.condition.Operator;
import io.muster.model.condition.text.TextParser;
import io.muster.model.condition.text.TextWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The examples of the language's reference are definitions in both notations, and leave nothing of the language out. */
class LanguageReferenceTest {

    private static final Path REFERENCE = Path.of("..", "docs", "reference", "segment-language.md");
    private static final Pattern EXAMPLE = Pattern.compile("^```json\\n(.*?)^```", Pattern.MULTILINE | Pattern.DOTALL);
    private static final Pattern BOTH =
            Pattern.compile("^```json\\n(?<json>[^`]*)^```\\n\\n```text\\n(?<text>[^`]*)\\n```$", Pattern.MULTILINE);

    static List<String> examples() throws IOException {
        return EXAMPLE.matcher(Files.readString(REFERENCE))
                .results()
                .map(example -> example.group(1))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("examples")
    void readsAndRewritesEveryExample(String example) {
        ConditionParser parser = new ConditionParser();
        Condition condition = parser.parse(example);
        assertThat(parser.parse(ConditionWriter.text(condition))).isEqualTo(condition);
    }

    @Test
    void showsEveryExampleInBothNotations() throws IOException {
        List<MatchResult> pairs =
                BOTH.matcher(Files.readString(REFERENCE)).results().toList();
        assertThat(pairs).hasSameSizeAs(examples());
        assertThat(pairs).allSatisfy(pair -> {
            Condition condition = new ConditionParser().parse(pair.group("json"));
            assertThat(new TextParser().parse(pair.group("text"))).isEqualTo(condition);
            assertThat(TextWriter.write(condition)).isEqualTo(pair.group("text"));
        });
    }

    @Test
    void showsEveryFieldOfTheLanguage() throws IOException {
        String examples = String.join("\n", examples());
        Stream<String> kinds = Stream.concat(ConditionReader.KINDS.stream(), Stream.of("property", "recency"));
        Stream<String> windows = Stream.of("next", "from", "to", "unit", "calendar", "including_current", "zone");
        Stream<String> fields = Stream.of(
                        kinds,
                        windows,
                        EventReader.FIELDS.stream(),
                        SequenceReader.FIELDS.stream(),
                        NearReader.FIELDS.stream(),
                        QuantileReader.FIELDS.stream(),
                        OperatorReader.NAMES.stream(),
                        Stream.of(Operator.values()).map(Operator::notation))
                .flatMap(names -> names);
        assertThat(fields).allSatisfy(name -> assertThat(examples).contains("\"" + name + "\":"));
    }
}
