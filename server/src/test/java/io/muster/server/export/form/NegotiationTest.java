package io.muster.server.export.form;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.muster.model.ErrorCode;
import io.muster.model.MusterException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NegotiationTest {

    @ParameterizedTest(name = "{0} | {1} | {2}")
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            csv     | -                                       | -                            | csv         | false
            csv     | */*                                     | -                            | csv         | false
            csv     | */*                                     | gzip                         | csv.gz      | true
            csv     | *                                       | identity                     | csv         | false
            csv     | text/*                                  | -                            | csv         | false
            ndjson  | text/*                                  | -                            | csv         | false
            ndjson  | text/csv;q=0.5, application/*;q=0.9     | -                            | ndjson      | false
            csv     | application/json, text/csv;q=0.9        | -                            | json        | false
            csv     | application/json;q=0.8, text/csv;q=0.9  | -                            | csv         | false
            csv     | TEXT/CSV ; Q=1.0                        | -                            | csv         | false
            csv     | text/csv;q=0, */*                       | -                            | ndjson      | false
            csv     | application/jsonl                       | -                            | ndjson      | false
            csv     | application/gzip                        | -                            | csv.gz      | false
            csv     | application/zstd                        | gzip                         | csv.zst     | false
            csv.gz  | -                                       | -                            | csv.gz      | false
            csv.gz  | */*                                     | zstd                         | csv.gz      | false
            csv.gz  | text/csv                                | -                            | csv         | false
            csv.gz  | text/csv                                | gzip                         | csv.gz      | true
            csv.gz  | application/x-ndjson                    | zstd;q=0.5, gzip;q=0.4       | ndjson.zst  | true
            xlsx    | */*                                     | gzip, zstd                   | xlsx        | false
            csv     | application/vnd.apache.parquet          | gzip                         | parquet     | false
            csv     | -                                       | gzip, deflate, br, zstd      | csv.zst     | true
            csv     | -                                       | gzip, deflate, br            | csv.gz      | true
            csv     | -                                       | x-gzip                       | csv.gz      | true
            csv     | -                                       | br                           | csv         | false
            csv     | -                                       | gzip;q=0.5, identity         | csv         | false
            csv     | -                                       | gzip;q=0.5, *;q=0.1          | csv.gz      | true
            csv     | -                                       | identity;q=0, *              | csv.zst     | true
            csv     | -                                       | zstd;q=0, *                  | csv.gz      | true
            csv     | nonsense; q=x, text/csv; q=7            | -                            | csv         | false
            """)
    void choosesWhatIsWantedMost(
            String asked, @Nullable String accept, @Nullable String encoding, String form, boolean coded) {
        FormChoice choice = Negotiation.choose(new FormWanted(accept, encoding, null, null), Form.parse(asked));

        assertThat(choice).isEqualTo(new FormChoice(Form.parse(form), coded));
    }

    @Test
    void aFormatAndACompressionThatAreNamedGoBeforeHeaders() {
        FormChoice choice = Negotiation.choose(
                new FormWanted("text/csv", "identity", ExportFormat.NDJSON, Compression.GZIP), Form.parse("xlsx"));

        assertThat(choice).isEqualTo(new FormChoice(Form.parse("ndjson.gz"), false));
        assertThat(choice.contentType(true)).isEqualTo("application/gzip");
        assertThat(choice.named().ending()).isEqualTo("ndjson.gz");
    }

    @Test
    void aCodedFormIsNamedAfterWhatComesOutOfIt() {
        FormChoice choice = Negotiation.choose(new FormWanted(null, "gzip", null, null), Form.parse("csv"));

        assertThat(choice.contentType(true)).isEqualTo("text/csv;charset=UTF-8;header=present");
        assertThat(choice.contentType(false)).isEqualTo("text/csv;charset=UTF-8;header=absent");
        assertThat(choice.named().ending()).isEqualTo("csv");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            csv     | application/pdf | -                | NOT_ACCEPTABLE
            csv     | */*;q=0         | -                | NOT_ACCEPTABLE
            csv     | -               | identity;q=0     | NOT_ACCEPTABLE
            csv     | -               | br, *;q=0        | NOT_ACCEPTABLE
            parquet | -               | gzip, identity;q=0 | NOT_ACCEPTABLE
            """)
    void saysWhatThereIsWhereNothingSuits(
            String asked, @Nullable String accept, @Nullable String encoding, ErrorCode code) {
        FormWanted wanted = new FormWanted(accept, encoding, null, null);

        assertThatThrownBy(() -> Negotiation.choose(wanted, Form.parse(asked)))
                .isInstanceOfSatisfying(
                        MusterException.class, e -> assertThat(e.code()).isEqualTo(code))
                .hasMessageContaining("can be had");
    }

    @Test
    void aFormatThatIsCompressedInsideIsNotPackedAgain() {
        assertThatThrownBy(() ->
                        Negotiation.choose(FormWanted.file(ExportFormat.XLSX, Compression.GZIP), Form.parse("csv")))
                .isInstanceOfSatisfying(
                        MusterException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_REQUEST));
    }
}
