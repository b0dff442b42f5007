package io.muster.server.export;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class XlsxTextTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "plain text|plain text",
                "snake_case_x|snake_case_x",
                "a\u0000b|a_x0000_b",
                "a\rb|a_x000D_b",
                "_x0041_|_x005F_x0041_",
                "\uFFFFend|_xFFFF_end"
            })
    void escapesWhatXmlCannotHaveAndWhatLooksEscaped(String text, String escaped) {
        assertThat(XlsxText.escape(text)).isEqualTo(escaped);
    }
}
