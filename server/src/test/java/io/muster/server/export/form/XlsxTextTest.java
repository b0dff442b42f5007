package io.muster.server.export.form;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class XlsxTextTest {

    @ParameterizedTest
    @MethodSource("texts")
    void escapesWhatXmlCannotHaveAndWhatLooksEscaped(String text, String escaped) {
        StringBuilder xml = new StringBuilder("<t>");
        XlsxText.append(text, xml);
        assertThat(xml).hasToString("<t>" + escaped);
    }

    private static Stream<Arguments> texts() {
        return Stream.of(
                Arguments.of("plain text", "plain text"),
                Arguments.of("", ""),
                Arguments.of("a<b>&c\uD83D\uDE00\"'", "a&lt;b&gt;&amp;c\uD83D\uDE00\"'"),
                Arguments.of("snake_case_x", "snake_case_x"),
                Arguments.of("tab\tand\nline", "tab\tand\nline"),
                Arguments.of("a\u0000b", "a_x0000_b"),
                Arguments.of("a\rb", "a_x000D_b"),
                Arguments.of("_x0041_", "_x005F_x0041_"),
                Arguments.of("\uFFFFend", "_xFFFF_end"));
    }
}
