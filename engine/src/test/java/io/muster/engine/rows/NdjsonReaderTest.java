package io.muster.engine.rows;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NdjsonReaderTest {

    @Test
    void readsAllOfAProfile() {
        ReadRows read = ReadRows.profiles("""
                {"id": "42", "shared_user_id": "u-7", "identities": {"email": "a@b.c", "mobile": null}, \
                "attributes": {"country": "SE", "age": 31, "vip": true, "old": null}, "tags": ["a", "b", "a"], \
                "time": "2026-01-01T00:00:00Z"}
                """);
        assertThat(read.only())
                .isEqualTo(Map.of(
                        "$profile", "42",
                        "@shared_user_id", "'u-7'",
                        "@email", "'a@b.c'",
                        "@mobile", "null",
                        "country", "'SE'",
                        "age", "long 31",
                        "vip", "true",
                        "old", "null",
                        "#tags", "[a, b]"));
    }

    @Test
    void readsAllOfAnEvent() {
        ReadRows read = ReadRows.events("""
                {"properties": {"total": 12.50, "note": null}, "id": "e-1", "profile": 42, "name": "Order Completed", \
                "time": "2026-01-01T12:00:00Z"}""");
        assertThat(read.only())
                .isEqualTo(Map.of(
                        "$profile", "42",
                        "$id", "e-1",
                        "$name", "Order Completed",
                        "$time", "1767268800000",
                        "total", "decimal 125000",
                        "note", "null"));
    }

    @Test
    void leavesOutWhatAnEventDoesNotSay() {
        assertThat(ReadRows.events("{\"profile\":\"p\",\"name\":\"n\",\"time\":0}")
                        .only())
                .isEqualTo(Map.of("$profile", "p", "$id", "null", "$name", "n", "$time", "0"));
    }

    @Test
    void clearsTagsWithNullAndWithAnEmptyList() {
        assertThat(ReadRows.profiles("{\"id\":\"1\",\"tags\":null}").only()).containsEntry("#tags", "null");
        assertThat(ReadRows.profiles("{\"id\":\"1\",\"tags\":[]}").only()).containsEntry("#tags", "null");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            1                          | long 1
            -0                         | long 0
            -0.0                       | long 0
            0e999999999                | long 0
            1.0                        | long 1
            1e3                        | long 1000
            12.5                       | decimal 125000
            0.12345                    | double 0.12345
            1.00000000000000000000001  | long 1
            9223372036854775807        | long 9223372036854775807
            9223372036854775808        | double 9.223372036854776E18
            1e308                      | double 1.0E308
            true                       | true
            "2026-01-01"               | '2026-01-01'
            ""                         | ''
            "\\u00e5\\ud83d\\ude00"    | 'å😀'
            []                         | []
            [1.50,"5",null,true]       | [1.5, "5", null, true]
            [1e2,-0,"a\\"\\n\\u0001/"] | [100, 0, "a\\"\\n\\u0001/"]
            [{"a":[1,{"b":2.0}],"a":3}]| [{"a":3}]
            [[],{}, [ "x" ]]           | [[], {}, ["x"]]
            """)
    void keepsValuesInTheirOneForm(String json, String expected) {
        String line = "{\"id\":\"1\",\"attributes\":{\"a\":" + json + "}}";
        assertThat(ReadRows.profiles(line).only()).containsEntry("a", expected);
    }

    @Test
    void flattensObjectsWithDots() {
        String line = """
                {"id":"1","attributes":{"address":{"city":"Lund","geo":{"lat":1.5}},"empty":{},"deep":{"list":[1]}}}""";
        assertThat(ReadRows.profiles(line).only())
                .isEqualTo(Map.of(
                        "$profile", "1",
                        "address.city", "'Lund'",
                        "address.geo.lat", "decimal 15000",
                        "deep.list", "[1]"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"a":1,"a":2}                             | {a=long 2}
            {"a":1,"a":{"b":2}}                       | {a.b=long 2}
            {"a":{"b":2,"c":3},"a":{"c":4}}           | {a.c=long 4}
            {"a":{"b":{"c":3}},"a":1}                 | {a=long 1}
            {"a":{"b":1,"b":{"x":1},"b":2},"ab":3}    | {a.b=long 2, ab=long 3}
            {"a":1},"attributes":{"b":2}              | {b=long 2}
            {"a":1},"attributes":null                 | {}
            {"a":1},"id":"2","id":"1"                 | {a=long 1}
            """)
    void letsTheLastOfTwoEqualNamesCount(String attributes, String expected) {
        Map<String, String> row = ReadRows.profiles("{\"id\":\"1\",\"attributes\":" + attributes + "}")
                .only();
        assertThat(row.remove("$profile")).isEqualTo("1");
        assertThat(row).hasToString(expected);
    }

    @Test
    void keepsTheSharedUserIdWhereIdentitiesComeTwice() {
        String line =
                "{\"id\":\"1\",\"shared_user_id\":\"u\",\"identities\":{\"email\":\"x\"},\"identities\":{\"crm_id\":5}}";
        assertThat(ReadRows.profiles(line).only())
                .isEqualTo(Map.of("$profile", "1", "@shared_user_id", "'u'", "@crm_id", "'5'"));
    }

    @Test
    void countsLinesAsAnEditorDoes() {
        String file = "\uFEFF{\"id\":\"1\"}\r\n\r\n  \n{\"id\":\"2\"}\nbad\n{\"id\":\"3\"}\r\n\nworse";
        ReadRows read = ReadRows.profiles(file);
        assertThat(read.rows()).extracting(row -> row.get("$profile")).containsExactly("1", "2", "3");
        assertThat(read.rejected()).extracting(RejectedRowList.Rejected::line).containsExactly(5L, 8L);
    }

    @Test
    void readsTimesWithoutOffsetInTheGivenZone() {
        byte[] line = "{\"profile\":\"p\",\"name\":\"n\",\"time\":\"2026-07-01\"}".getBytes(UTF_8);
        assertThat(ReadRows.ndjson(RowKind.EVENTS, line, ZoneId.of("Europe/Stockholm"))
                        .only())
                .containsEntry("$time", "1782856800000");
    }

    @Test
    void readsMoreRowsThanABatchHolds() {
        StringBuilder file = new StringBuilder();
        for (int i = 0; i < RowBatch.CAPACITY * 2 + 1; i++) {
            file.append("{\"id\":")
                    .append(i)
                    .append(",\"attributes\":{\"a")
                    .append(i % 3)
                    .append("\":1}}\n");
        }
        ReadRows read = ReadRows.profiles(file.toString());
        assertThat(read.rows()).hasSize(RowBatch.CAPACITY * 2 + 1);
        assertThat(read.rows().get(4000)).isEqualTo(Map.of("$profile", "4000", "a1", "long 1"));
    }

    @Test
    void saysNothingOfFieldsOfARowThatWasRefused() {
        ReadRows read = ReadRows.profiles("""
                {"attributes":{"a":1},"identities":{"email":"x"},"tags":["t"]}
                {"id":"2"}
                """);
        assertThat(read.rows()).containsExactly(Map.of("$profile", "2"));
        assertThat(read.rejected()).hasSize(1);
    }

    @Test
    void passesOnThatTheSourceFailed() {
        InputStream broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("connection reset");
            }

            @Override
            public int read(byte[] target, int offset, int length) throws IOException {
                return read();
            }
        };
        assertThatThrownBy(() -> ReadRows.ndjson(RowKind.EVENTS, broken, ZoneOffset.UTC))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("connection reset");
    }
}
