package io.muster.engine.rows;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.time.ZoneOffset;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each bad line stands between two good ones, which have to come through untouched. */
class NdjsonRefusalTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"id":"1"                              | ROW_NOT_JSON       | Unexpected end-of-input
            {"id":"1",}                            | ROW_NOT_JSON       | at byte
            {"id":NaN}                             | ROW_NOT_JSON       | NaN
            {"id":01}                              | ROW_NOT_JSON       | zero
            {'id':"1"}                             | ROW_NOT_JSON       | double-quote
            {"id":"1"} {"id":"2"}                  | ROW_NOT_JSON       | one object on each line
            {"id":"1"}]                            | ROW_NOT_JSON       | ']'
            id,name                                | ROW_NOT_JSON       | at byte
            ["1"]                                  | ROW_NOT_OBJECT     | a list
            "1"                                    | ROW_NOT_OBJECT     | the text "1"
            null                                   | ROW_NOT_OBJECT     | null
            {}                                     | ROW_MISSING_FIELD  | "id"
            {"id":""}                              | ROW_MISSING_FIELD  | "id"
            {"id":null}                            | ROW_MISSING_FIELD  | "id"
            {"id":1.5}                             | ROW_WRONG_TYPE     | "id" is the number "1.5"
            {"id":true}                            | ROW_WRONG_TYPE     | "id" is true
            {"id":{"a":1}}                         | ROW_WRONG_TYPE     | "id" is an object
            {"id":"1","colour":1}                  | ROW_UNKNOWN_FIELD  | there are id, shared_user_id, identities
            {"id":"1","attributes":[1]}            | ROW_WRONG_TYPE     | "attributes" is a list
            {"id":"1","attributes":{"":1}}         | ROW_WRONG_TYPE     | name is empty
            {"id":"1","attributes":{"a":{"":1}}}   | ROW_WRONG_TYPE     | name is empty
            {"id":"1","attributes":{"a":1e999999999}}   | ROW_WRONG_TYPE | "a" is the number
            {"id":"1","attributes":{"a":1e99999999999}} | ROW_WRONG_TYPE | "a" is the number
            {"id":"1","attributes":{"a":-1e309}}   | ROW_WRONG_TYPE     | "a" is the number
            {"id":"1","attributes":{"a":1e-400}}   | ROW_WRONG_TYPE     | "a" is the number
            {"id":"1","attributes":{"a":[1e999999999]}} | ROW_WRONG_TYPE | "a" is the number
            {"id":"1","attributes":{"a":"\\ud800"}}     | ROW_INVALID_UTF8 | half of a surrogate pair
            {"id":"1","attributes":{"a":["\\udc00x"]}}  | ROW_INVALID_UTF8 | half of a surrogate pair
            {"id":"1","attributes":{"\\ud800":1}}       | ROW_INVALID_UTF8 | surrogate pair in property name
            {"id":"\\ud83dx"}                      | ROW_INVALID_UTF8   | "id"
            {"id":"1","identities":"x"}            | ROW_WRONG_TYPE     | "identities" is the text "x"
            {"id":"1","identities":{"email":""}}   | ROW_WRONG_TYPE     | "email" is an empty text
            {"id":"1","identities":{"email":[]}}   | ROW_WRONG_TYPE     | "email" is a list
            {"id":"1","shared_user_id":false}      | ROW_WRONG_TYPE     | "shared_user_id" is false
            {"id":"1","tags":"vip"}                | ROW_WRONG_TYPE     | "tags" is the text "vip"
            {"id":"1","tags":["a",5]}              | ROW_WRONG_TYPE     | the number "5" in it
            {"id":"1","tags":[""]}                 | ROW_WRONG_TYPE     | non-empty texts
            {"id":"1","time":"yesterday"}          | ROW_INVALID_TIME   | "time" is "yesterday"
            {"id":"1","time":true}                 | ROW_WRONG_TYPE     | "time" is true
            """)
    void refusesABadProfileOnly(String line, RowError code, String detail) {
        refuses(RowKind.PROFILES, line.getBytes(UTF_8), code, detail);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"name":"n","time":0}                         | ROW_MISSING_FIELD | "profile"
            {"profile":"p","time":0}                      | ROW_MISSING_FIELD | "name"
            {"profile":"p","name":"","time":0}            | ROW_MISSING_FIELD | "name"
            {"profile":"p","name":7,"time":0}             | ROW_WRONG_TYPE    | "name" is the number "7"
            {"profile":"p","name":"n"}                    | ROW_MISSING_FIELD | "time"
            {"profile":"p","name":"n","time":null}        | ROW_MISSING_FIELD | "time"
            {"profile":"p","name":"n","time":0,"id":""}   | ROW_MISSING_FIELD | leave it out
            {"profile":"p","name":"n","time":1.5}         | ROW_INVALID_TIME  | 1.5
            {"profile":"p","name":"n","time":"2026-02-30"}| ROW_INVALID_TIME  | 2026-02-30
            {"profile":"p","name":"n","time":"1899-12-31"}| ROW_INVALID_TIME  | 1900 to 2200
            {"profile":"p","name":"n","time":"2201-01-01"}| ROW_INVALID_TIME  | 1900 to 2200
            {"profile":"p","name":"n","time":99999999999999999999} | ROW_INVALID_TIME | 9999
            {"profile":"p","name":"n","time":9999999999999}| ROW_INVALID_TIME | milliseconds since 1970
            {"profile":"p","name":"n","time":0,"tags":[]} | ROW_UNKNOWN_FIELD | id, profile, name, time, properties
            """)
    void refusesABadEventOnly(String line, RowError code, String detail) {
        refuses(RowKind.EVENTS, line.getBytes(UTF_8), code, detail);
    }

    @Test
    void tellsWhereALineStopsBeingJson() {
        ReadRows read = ReadRows.profiles("{\"id\":\"1\"}\n{\"id\": oops}\n{\"id\":\n");
        assertThat(read.rejected())
                .extracting(RejectedRowList.Rejected::detail)
                .satisfiesExactly(
                        oops -> assertThat(oops)
                                .startsWith("Not JSON at byte 7 of the line: Unrecognized token 'oops'"),
                        end -> assertThat(end).endsWith("Unexpected end-of-input within/between Object entries"));
    }

    @Test
    void refusesARowWithBytesThatAreNoUtf8() {
        refuses(
                RowKind.PROFILES,
                "{\"id\":\"1\",\"attributes\":{\"city\":\"Malmö\"}}".getBytes(ISO_8859_1),
                RowError.ROW_INVALID_UTF8,
                "encode the file as UTF-8");
    }

    @Test
    void refusesARowOfMoreThanAMebibyte() {
        String padding = " ".repeat(RowLimits.LENGTH - 10);
        assertThat(ReadRows.profiles("{\"id\":\"1\"" + padding + "}\r\n").only())
                .containsEntry("$profile", "1");
        refuses(
                RowKind.PROFILES,
                ("{\"id\":\"1\" " + padding + "}").getBytes(UTF_8),
                RowError.ROW_TOO_LONG,
                "1048576 bytes");
    }

    @Test
    void refusesMoreThanAThousandFields() {
        assertThat(ReadRows.profiles(withFields(1000)).only()).hasSize(1001);
        refuses(RowKind.PROFILES, withFields(1001).getBytes(UTF_8), RowError.ROW_TOO_LONG, "1000 fields");
    }

    @Test
    void refusesMoreThanTwentyLevels() {
        assertThat(ReadRows.profiles(nested("{\"a\":", "1", "}", 18)).only()).hasSize(2);
        assertThat(ReadRows.profiles(nested("[", "1", "]", 18)).only()).hasSize(2);
        byte[] objects = nested("{\"a\":", "1", "}", 19).getBytes(UTF_8);
        refuses(RowKind.PROFILES, objects, RowError.ROW_TOO_LONG, "20 levels");
        byte[] lists = nested("[", "1", "]", 400_000).getBytes(UTF_8);
        refuses(RowKind.PROFILES, lists, RowError.ROW_TOO_LONG, "20 levels");
    }

    @Test
    void refusesNamesOfMoreThanTwoHundredCharacters() {
        String half = "x".repeat(100);
        String fits = "{\"id\":\"1\",\"attributes\":{\"" + half + half + "\":1}}";
        assertThat(ReadRows.profiles(fits).only()).containsEntry(half + half, "long 1");
        String nested = "{\"id\":\"1\",\"attributes\":{\"" + half + "\":{\"" + half + "\":1}}}";
        refuses(RowKind.PROFILES, nested.getBytes(UTF_8), RowError.ROW_TOO_LONG, "201 characters");
    }

    @Test
    void refusesNumbersOfEndlessDigits() {
        String line = "{\"id\":\"1\",\"attributes\":{\"a\":" + "9".repeat(100_000) + "}}";
        refuses(RowKind.PROFILES, line.getBytes(UTF_8), RowError.ROW_WRONG_TYPE, "maximum allowed (1000)");
    }

    @Test
    void shortensWhatItShows() {
        String line = "{\"profile\":\"p\",\"name\":\"n\",\"time\":\"" + "z".repeat(5000) + "\"}";
        assertThat(ReadRows.events(line).onlyRejected().detail())
                .hasSizeLessThan(300)
                .contains("zzz…");
    }

    private static void refuses(RowKind kind, byte[] line, RowError code, String detail) {
        byte[] good = (kind == RowKind.PROFILES
                        ? "{\"id\":\"good\",\"attributes\":{\"a\":1}}\n"
                        : "{\"profile\":\"good\",\"name\":\"n\",\"time\":0,\"properties\":{\"a\":1}}\n")
                .getBytes(UTF_8);
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.writeBytes(good);
        file.writeBytes(line);
        file.write('\n');
        file.writeBytes(good);
        ReadRows read = ReadRows.ndjson(kind, file.toByteArray(), ZoneOffset.UTC);
        assertThat(read.rows())
                .hasSize(2)
                .allSatisfy(row -> assertThat(row)
                        .containsEntry("$profile", "good")
                        .containsEntry("a", "long 1")
                        .doesNotContainKeys("@email", "#tags"));
        assertThat(read.rejected()).singleElement().satisfies(rejected -> {
            assertThat(rejected.line()).isEqualTo(2);
            assertThat(rejected.code()).isEqualTo(code);
            assertThat(rejected.detail()).contains(detail);
        });
    }

    private static String withFields(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "\"a" + i + "\":1")
                .collect(Collectors.joining(",", "{\"id\":\"1\",\"attributes\":{", "}}"));
    }

    private static String nested(String open, String inner, String close, int times) {
        return "{\"id\":\"1\",\"attributes\":{\"a\":" + open.repeat(times) + inner + close.repeat(times) + "}}";
    }
}
