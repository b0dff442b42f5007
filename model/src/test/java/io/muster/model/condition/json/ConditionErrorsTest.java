package io.muster.model.condition.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.muster.model.ErrorCode;
import io.muster.model.FieldError;
import io.muster.model.MusterException;
import io.muster.model.Pointer;
import io.muster.model.condition.Condition;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

class ConditionErrorsTest {

    private final ConditionParser parser = new ConditionParser();

    private MusterException refuse(String json) {
        MusterException refused = catchThrowableOfType(MusterException.class, () -> parser.parse(json));
        assertThat(refused).as(json).isNotNull();
        return refused;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{} | `` | INVALID_DEFINITION | found an empty object",
                "{'where':{},'count':{'gte':1}} | `` | INVALID_DEFINITION | found where, count; a condition needs one of",
                "[] | `` | WRONG_TYPE | found an empty list, but this must be a condition",
                "'country is SE' | `` | WRONG_TYPE | found the text \"country is SE\"",
                "{'atribute':'a','is':1} | /atribute | UNKNOWN_FIELD | did you mean \"attribute\"?",
                "{'squence':[]} | /squence | UNKNOWN_FIELD | legal here: all, any, not, attribute",
                "{'attribute':'a','event':'b'} | `` | INVALID_DEFINITION | attribute and event in one condition",
                "{'tag':'a','is':1} | /is | UNKNOWN_FIELD | legal here: tag",
                "{'tag':''} | /tag | WRONG_TYPE | found the text \"\"",
                "{'tag':5} | /tag | WRONG_TYPE | found the number 5, but this must be a tag",
                "{'tag':'a\\u0000'} | /tag | WRONG_TYPE | NUL",
                "{'tag':'\\ud800'} | /tag | WRONG_TYPE | half a surrogate pair",
                "{'known':'yes'} | /known | WRONG_TYPE | true or false",
                "{'profiles':[1]} | /profiles/0 | WRONG_TYPE | a profile's id",
                "{'profiles':'1'} | /profiles | WRONG_TYPE | a list of profile ids",
                "{'not':[{'tag':'a'}]} | /not | WRONG_TYPE | a condition, an object",
                "{'all':{'tag':'a'}} | /all | WRONG_TYPE | a list of conditions",
                "{'all':[{'any':[{'tag':'a'},{'tga':'b'}]}]} | /all/0/any/1/tga | UNKNOWN_FIELD | \"tag\"?",
                "{'attribute':'a'} | `` | INVALID_DEFINITION | an operator is missing",
                "{'attribute':'a','ignore_case':true} | `` | INVALID_DEFINITION | an operator is missing",
                "{'attribute':'a','gt':1,'ignore_case':true} | /ignore_case | INVALID_DEFINITION | goes with is",
                "{'attribute':'a','contain':'b'} | /contain | UNKNOWN_OPERATOR | did you mean \"contains\"?",
                "{'attribute':'a','aniversary':{'next':'P7D'}} | /aniversary | UNKNOWN_OPERATOR | legal here: is",
                "{'attribute':'a~b/c','i~/s':1} | /i~0~1s | UNKNOWN_OPERATOR | unknown operator",
                "{'attribute':'a','is':['b']} | /is | WRONG_TYPE | found a list",
                "{'attribute':'a','in':'b'} | /in | WRONG_TYPE | found the text \"b\", but this must be a list",
                "{'attribute':'a','in':['b',{}]} | /in/1 | WRONG_TYPE | found an empty object",
                "{'attribute':'a','exists':null} | /exists | WRONG_TYPE | found null, but this must be true or false",
                "{'attribute':'a','lt':'soon'} | /lt | WRONG_TYPE | neither a date nor an instant",
                "{'attribute':'a','lt':'2026-02-30'} | /lt | WRONG_TYPE | no such date",
                "{'attribute':'a','lt':'2026-02-03T25:00Z'} | /lt | WRONG_TYPE | no such date or time",
                "{'attribute':'a','lt':'2026-02-03T12:00:00'} | /lt | WRONG_TYPE | no offset; add Z",
                "{'attribute':'a','lt':'0000-01-01T00:00+14:00'} | /lt | WRONG_TYPE | year of four digits",
                "{'attribute':'a','lt':true} | /lt | WRONG_TYPE | found true",
                "{'attribute':'a','lt':1e999999999} | /lt | WRONG_TYPE | out of range",
                "{'attribute':'a','lt':1e309} | /lt | WRONG_TYPE | out of range",
                "{'attribute':'a','lt':1e-401} | /lt | WRONG_TYPE | out of range",
                "{'attribute':'a','between':[5,1]} | /between | INVALID_DEFINITION | the low end comes first",
                "{'attribute':'a','between':['2026-02-01','2026-01-01']} | /between | INVALID_DEFINITION | low end",
                "{'attribute':'a','between':[1,'2026-01-01']} | /between | WRONG_TYPE | of one type",
                "{'attribute':'a','between':[1]} | /between | WRONG_TYPE | [low, high]",
                "{'attribute':'a','matches':'a(b'} | /matches | INVALID_PATTERN | missing closing )",
                "{'attribute':'a','matches':'ab**'} | /matches | INVALID_PATTERN | at character 3",
                "{'attribute':'a','matches':'((a{100}){100}){100}'} | /matches | INVALID_PATTERN | multiply",
                "{'attribute':'a','matches':1} | /matches | WRONG_TYPE | RE2",
                "{'attribute':'a','version_gte':10.2} | /version_gte | WRONG_TYPE | a version as a text",
                "{'attribute':'a','version_gte':'10.x'} | /version_gte | WRONG_TYPE | found the text \"10.x\"",
                "{'attribute':'a','version_gte':'1.2.3.4.5'} | /version_gte | WRONG_TYPE | one to four numbers",
                "{'attribute':'a','empty':1} | /empty | WRONG_TYPE | true or false",
                "{'attribute':'a','after':'2026-02-01','before':'2026-01-01'} | `` | INVALID_WINDOW | after the end",
                "{'attribute':'a','within':'P7D'} | /within | WRONG_TYPE | a window, such as",
                "{'event':'X','within':{}} | /within | INVALID_WINDOW | a window has one of",
                "{'event':'X','within':{'last':'P7D','next':'P7D'}} | /within | INVALID_WINDOW | a window has one of",
                "{'event':'X','within':{'lst':'P7D','last':'P1D'}} | /within/lst | UNKNOWN_FIELD | \"last\"?",
                "{'event':'X','within':{'last':'7D'}} | /within/last | INVALID_WINDOW | ISO-8601",
                "{'event':'X','within':{'last':'P'}} | /within/last | INVALID_WINDOW | ISO-8601",
                "{'event':'X','within':{'last':'P1DT'}} | /within/last | INVALID_WINDOW | ISO-8601",
                "{'event':'X','within':{'last':'-P7D'}} | /within/last | INVALID_WINDOW | ISO-8601",
                "{'event':'X','within':{'last':'P0D'}} | /within/last | INVALID_WINDOW | longer than nothing",
                "{'event':'X','within':{'last':'P101Y'}} | /within/last | INVALID_WINDOW | at most 100 years",
                "{'event':'X','within':{'last':'P9999999999W'}} | /within/last | INVALID_WINDOW | at most 100 years",
                "{'event':'X','within':{'last':'PT9999999999H'}} | /within/last | INVALID_WINDOW | at most 100 years",
                "{'event':'X','within':{'last':7}} | /within/unit | WRONG_TYPE | found nothing",
                "{'event':'X','within':{'last':7,'unit':'days'}} | /within/unit | INVALID_WINDOW | mean \"day\"?",
                "{'event':'X','within':{'last':-7,'unit':'day'}} | /within/last | INVALID_WINDOW | number -7",
                "{'event':'X','within':{'last':0,'unit':'day'}} | /within/last | INVALID_WINDOW | longer than nothing",
                "{'event':'X','within':{'last':1.5,'unit':'day'}} | /within/last | WRONG_TYPE | a whole number",
                "{'event':'X','within':{'last':101,'unit':'year'}} | /within/last | INVALID_WINDOW | up to 100",
                "{'event':'X','within':{'last':99999999999,'unit':'day'}} | /within/last | INVALID_WINDOW | 36525",
                "{'event':'X','within':{'last':'P7D','unit':'day'}} | /within/unit | INVALID_WINDOW | a duration",
                "{'event':'X','within':{'last':'P7D','unit':'day','calendar':true}} | /within/last | WRONG_TYPE | unit",
                "{'event':'X','within':{'last':0,'unit':'day','calendar':true}} | /within/last | INVALID_WINDOW | 0",
                "{'event':'X','within':{'last':'P7D','including_current':true}} | /within/including_current"
                        + " | INVALID_WINDOW | goes with \"calendar\"",
                "{'event':'X','within':{'next':'P7D','calendar':true}} | /within/calendar | INVALID_WINDOW | with next",
                "{'event':'X','within':{'from':'2026-02-01','to':'2026-01-01'}} | /within | INVALID_WINDOW"
                        + " | the start 2026-02-01 is after the end 2026-01-01",
                "{'event':'X','within':{'from':'2026-02-01','to':'2026-01-30T00:00Z'}} | /within | INVALID_WINDOW | end",
                "{'event':'X','within':{'from':'2026-02-01','after':'2026-01-01'}} | /within/after | INVALID_WINDOW"
                        + " | the same bound",
                "{'event':'X','within':{'from':null}} | /within/from | WRONG_TYPE | found null",
                "{'event':'X','within':{'from':'2026-02-01','unit':'day'}} | /within/unit | INVALID_WINDOW | bounds",
                "{'event':'X','within':{'last':'P7D','zone':'Europe/Stokholm'}} | /within/zone | UNKNOWN_ZONE"
                        + " | did you mean \"Europe/Stockholm\"?",
                "{'event':'X','within':{'last':'P7D','zone':'new york'}} | /within/zone | UNKNOWN_ZONE"
                        + " | did you mean \"America/New_York\"?",
                "{'event':'X','within':{'last':'P7D','zone':'+25:00'}} | /within/zone | UNKNOWN_ZONE | +02:00",
                "{'event':'X','within':{'last':'P7D','zone':2}} | /within/zone | WRONG_TYPE | a time zone",
                "{'event':''} | /event | WRONG_TYPE | an event's name",
                "{'event':'X','were':{'property':'p','is':1}} | /were | UNKNOWN_FIELD | did you mean \"where\"?",
                "{'event':'X','where':{'attribute':'p','is':1}} | /where/attribute | UNKNOWN_FIELD | property",
                "{'event':'X','where':{'property':'p'}} | /where | INVALID_DEFINITION | an operator is missing",
                "{'event':'X','where':{'not':{'property':'','is':1}}} | /where/not/property | WRONG_TYPE | name",
                "{'event':'X','count':{'gte':1},'first':true} | `` | INVALID_DEFINITION | count and first",
                "{'event':'X','count':3} | /count | WRONG_TYPE | such as {\"gte\": 3}",
                "{'event':'X','count':{}} | /count | INVALID_DEFINITION | an operator is missing",
                "{'event':'X','count':{'gte':'3'}} | /count/gte | WRONG_TYPE | a number",
                "{'event':'X','count':{'gte':'2026-01-01'}} | /count/gte | WRONG_TYPE | a number",
                "{'event':'X','count':{'in':[1,'2']}} | /count/in/1 | WRONG_TYPE | a number",
                "{'event':'X','count':{'contains':'3'}} | /count/contains | UNKNOWN_OPERATOR | legal here: is, is_not",
                "{'event':'X','count':{'has':1,'is':1}} | /count/has | UNKNOWN_OPERATOR | legal here",
                "{'event':'X','sum':{'gte':3}} | /sum/property | WRONG_TYPE | found nothing",
                "{'event':'X','sum':{'property':'total'}} | /sum | INVALID_DEFINITION | an operator is missing",
                "{'event':'X','sum':5} | /sum | WRONG_TYPE | \"property\"",
                "{'sequence':{}} | /sequence | WRONG_TYPE | a list of steps",
                "{'sequence':[{'event':'A'}]} | /sequence | INVALID_DEFINITION | the sequence has 1 step;",
                "{'sequence':[{'event':'A'},{'event':'B','count':{'gte':1}}]} | /sequence/1/count | UNKNOWN_FIELD"
                        + " | legal here: event, where, after",
                "{'sequence':[{'event':'A'},7]} | /sequence/1 | WRONG_TYPE | names an event",
                "{'sequence':[{'event':'A','after':{'max':'PT1H'}},{'event':'B'}]} | /sequence/0/after"
                        + " | INVALID_DEFINITION | nothing is before the first step",
                "{'sequence':[{'not':{'event':'A'}},{'event':'B'},{'event':'C'}]} | /sequence/0 | INVALID_DEFINITION"
                        + " | between two steps",
                "{'sequence':[{'event':'A'},{'event':'B'},{'not':{'event':'C'}}]} | /sequence/2 | INVALID_DEFINITION"
                        + " | between two steps",
                "{'sequence':[{'event':'A'},{'not':{'event':'B','after':{'max':'PT1H'}}},{'event':'C'}]}"
                        + " | /sequence/1/not/after | UNKNOWN_FIELD | legal here: event, where",
                "{'sequence':[{'event':'A'},{'not':{'event':'B','were':1}},{'event':'C'}]} | /sequence/1/not/were"
                        + " | UNKNOWN_FIELD | did you mean \"where\"?",
                "{'sequence':[{'event':'A'},{'event':'B','after':{}}]} | /sequence/1/after | INVALID_DEFINITION"
                        + " | min, max or both",
                "{'sequence':[{'event':'A'},{'event':'B','after':'PT1H'}]} | /sequence/1/after | WRONG_TYPE"
                        + " | {\"max\": \"PT1H\"}",
                "{'sequence':[{'event':'A'},{'event':'B','after':{'max':'P1M'}}]} | /sequence/1/after/max"
                        + " | INVALID_WINDOW | write days",
                "{'sequence':[{'event':'A'},{'event':'B','after':{'min':'PT2H','max':'PT1H'}}]} | /sequence/1/after"
                        + " | INVALID_WINDOW | longer than max",
                "{'sequence':[{'event':'A'},{'event':'B'}],'span':'P7D','within':'P7D'} | /span | INVALID_WINDOW"
                        + " | the span already",
                "{'sequence':[{'event':'A'},{'event':'B'}],'within':7} | /within | WRONG_TYPE | a window",
                "{'sequence':[{'event':'A'},{'event':'B'}],'count':{'gte':2}} | /count | UNKNOWN_FIELD | legal here",
                "{'near':{'lat':91,'lon':0,'km':1}} | /near/lat | INVALID_DEFINITION | from -90 to 90",
                "{'near':{'lat':1,'lon':0,'km':0}} | /near/km | INVALID_DEFINITION | more than 0",
                "{'near':{'lat':1,'lon':0,'km':1e300}} | /near/km | INVALID_DEFINITION | at most",
                "{'near':{'lat':'1','lon':0,'km':1}} | /near/lat | WRONG_TYPE | a latitude",
                "{'near':{'lat':1,'lon':0}} | /near/km | WRONG_TYPE | a distance",
                "{'near':[1,2,3]} | /near | WRONG_TYPE | an object",
                "{'quantile':5} | /quantile | WRONG_TYPE | an object",
                "{'quantile':{'of':1,'in':[1],'by':{'attribute':'a'}}} | /quantile/of | INVALID_DEFINITION | from 2 up to 100",
                "{'quantile':{'of':5,'in':[],'by':{'attribute':'a'}}} | /quantile/in | INVALID_DEFINITION | such as [5]",
                "{'quantile':{'of':5,'in':[6],'by':{'attribute':'a'}}} | /quantile/in/0 | INVALID_DEFINITION | from 1 up to 5",
                "{'quantile':{'of':5,'in':5,'by':{'attribute':'a'}}} | /quantile/in | WRONG_TYPE | a list",
                "{'quantile':{'of':5,'in':[1]}} | /quantile/by | WRONG_TYPE | a figure over events",
                "{'quantile':{'of':5,'in':[1],'by':{'attribute':'a','event':'X','count':true}}} | /quantile/by | WRONG_TYPE"
                        + " | an attribute",
                "{'quantile':{'of':5,'in':[1],'by':{'event':'X'}}} | /quantile/by | INVALID_DEFINITION | exactly one",
                "{'quantile':{'of':5,'in':[1],'by':{'event':'X','count':true,'days':true}}} | /quantile/by"
                        + " | INVALID_DEFINITION | count and days",
                "{'quantile':{'of':5,'in':[1],'by':{'event':'X','count':{'gte':3}}}} | /quantile/by/count | WRONG_TYPE | true",
                "{'quantile':{'of':5,'in':[1],'by':{'event':'X','recency':'day'}}} | /quantile/by/recency | WRONG_TYPE"
                        + " | \"days\" for whole days",
                "{'quantile':{'of':5,'in':[1],'by':{'event':'X','sum':{'property':'t','gte':1}}}}"
                        + " | /quantile/by/sum/gte | UNKNOWN_FIELD | property",
                "{'quantile':{'of':5,'in':[1],'by':{'attribute':'a'},'among':{'tga':1}}} | /quantile/among/tga"
                        + " | UNKNOWN_FIELD | did you mean \"tag\"?",
                "{'ever':'staff'} | /ever | WRONG_TYPE | {\"segment\": \"staff\"}",
                "{'entered':{'within':{'last':'P7D'}}} | /entered/segment | WRONG_TYPE | a segment's id or key",
                "{'exited':{'segment':'s','within':{'last':'7D'}}} | /exited/within/last | INVALID_WINDOW | ISO-8601",
                "{'exited':{'segment':'s','count':1}} | /exited/count | UNKNOWN_FIELD | legal here: segment, within",
                "{'attribute':'a','anniversary':'P7D'} | /anniversary | WRONG_TYPE | a window",
                "{'event':'X','first':false} | /first | WRONG_TYPE | true, or left out",
            })
    void namesThePlaceTheKindAndWhatWouldBeRight(String json, String pointer, ErrorCode code, String detail) {
        MusterException refused = refuse(json.replace('\'', '"').replace("profile\"s", "profile's"));
        assertThat(refused.errors()).as(json).singleElement().satisfies(error -> {
            assertThat(error.pointer()).as(json).isEqualTo(pointer);
            assertThat(error.code()).as(json).isEqualTo(code);
            assertThat(error.detail()).as(json).contains(detail);
        });
        assertThat(refused.code()).isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`` | INVALID_JSON | `` | the text is empty",
                "{'tag':'a'} x | INVALID_JSON | `` | x",
                "{'tag':'a'}{} | INVALID_JSON | `` | more after the end",
                "{'all':[{'tag':'a'},{'tag':nope}]} | INVALID_JSON | /all/1/tag | line 1, column",
                "{'all':[{'tag':'a','tag':'b'}]} | INVALID_JSON | /all/0/tag | Duplicate",
                "{'tag':'a' | INVALID_JSON | /tag | end-of-input",
                "{'attribute':'a','is':NaN} | INVALID_JSON | /is | NaN",
            })
    void refusesWhatIsNotJson(String json, ErrorCode code, String pointer, String detail) {
        MusterException refused = refuse(json.replace('\'', '"'));
        assertThat(refused.code()).isEqualTo(code);
        assertThat(refused.errors()).singleElement().satisfies(error -> {
            assertThat(error.pointer()).isEqualTo(pointer);
            assertThat(error.detail()).contains(detail);
        });
    }

    @Test
    void collectsAllErrorsAndSharesTheirCodeOnlyWhereItIsOne() {
        MusterException mixed = refuse("""
                {"all": [{"tag": 1}, {"tga": "b"}, {"event": "X", "within": {"last": "7D", "zone": "Mars"},
                  "count": {"gte": "3"}, "where": {"property": "p", "lt": "soon"}}]}""");
        assertThat(mixed.code()).isEqualTo(ErrorCode.INVALID_DEFINITION);
        assertThat(mixed.errors())
                .extracting(FieldError::pointer)
                .containsExactly(
                        "/all/0/tag",
                        "/all/1/tga",
                        "/all/2/where/lt",
                        "/all/2/within/zone",
                        "/all/2/within/last",
                        "/all/2/count/gte");
        assertThat(mixed.detail()).startsWith("/all/0/tag: found the number 1").endsWith("(and 5 more errors)");
        assertThat(refuse("{\"all\": [{\"tag\": 1}, {\"tag\": 2}]}").code()).isEqualTo(ErrorCode.WRONG_TYPE);
    }

    @Test
    void keepsTheFirstTwentyErrorsAndCountsTheRest() {
        String many =
                IntStream.range(0, 50).mapToObj(i -> "{\"tag\":" + i + "}").collect(Collectors.joining(","));
        MusterException refused = refuse("{\"all\":[" + many + "]}");
        assertThat(refused.errors()).hasSize(20);
        assertThat(refused.detail()).endsWith("(and 49 more errors)");
    }

    @Test
    void refusesConditionsNestedDeeperThanTheLimit() {
        assertThat(parser.parse("{\"not\":".repeat(99) + "{\"tag\":\"a\"}" + "}".repeat(99)))
                .isInstanceOf(Condition.Not.class);
        MusterException refused = refuse("{\"not\":".repeat(100) + "{\"tag\":\"a\"}" + "}".repeat(100));
        assertThat(refused.code()).isEqualTo(ErrorCode.TOO_DEEP);
        assertThat(refused.errors().getFirst().pointer()).isEqualTo("/not".repeat(100));
        assertThat(parser.parse("{\"all\":[".repeat(99) + "{\"tag\":\"a\"}" + "]}".repeat(99)))
                .isInstanceOf(Condition.All.class);
    }

    @Test
    void refusesDeepJsonBeforeBuildingIt() {
        MusterException refused = refuse("{\"attribute\":\"a\",\"in\":" + "[".repeat(100_000));
        assertThat(refused.code()).isEqualTo(ErrorCode.TOO_DEEP);
        assertThat(refused.errors().getFirst().pointer()).startsWith("/in/0/0/0");
    }

    @Test
    void refusesTextsThatAreTooLongOrNotUtf8() {
        ConditionParser small = new ConditionParser(21);
        assertThat(small.parse("{\"tag\":\"12345678901\"}")).isEqualTo(new Condition.Tag("12345678901"));
        assertThat(catchThrowableOfType(MusterException.class, () -> small.parse("{\"tag\":\"ååååååååååå\"}"))
                        .code())
                .isEqualTo(ErrorCode.TOO_LARGE);
        assertThat(catchThrowableOfType(MusterException.class, () -> small.parse(new byte[22]))
                        .code())
                .isEqualTo(ErrorCode.TOO_LARGE);
        assertThat(catchThrowableOfType(MusterException.class, () -> small.parse(new byte[] {'"', (byte) 0xff, '"'}))
                        .code())
                .isEqualTo(ErrorCode.INVALID_ENCODING);
    }

    @Test
    void limitsListsButTakesEmptyOnes() {
        assertThat(parser.parse("{\"attribute\":\"a\",\"in\":[]}")).isInstanceOf(Condition.Attribute.class);
        assertThat(parser.parse(list("{\"attribute\":\"a\",\"in\":[", 10_000))).isInstanceOf(Condition.Attribute.class);
        assertThat(refuse(list("{\"attribute\":\"a\",\"in\":[", 10_001)).detail())
                .contains("10001 values");
        assertThat(refuse(list("{\"profiles\":[", 1_001)).detail()).contains("static segment");
        assertThat(parser.parse(list("{\"profiles\":[", 1_000))).isInstanceOf(Condition.Profiles.class);
    }

    private static String list(String start, int size) {
        return start + "\"1\",".repeat(size - 1) + "\"1\"]}";
    }

    @Test
    void pointsFromThePlaceOfTheDefinitionInALargerDocument() {
        MusterException refused = catchThrowableOfType(
                MusterException.class,
                () -> parser.parse(new JsonMapper().readTree("{\"tag\":1}"), Pointer.ROOT.child("definition")));
        assertThat(refused.errors().getFirst().pointer()).isEqualTo("/definition/tag");
    }

    @Test
    void refusesNumbersThatOtherReadersMadeInfinite() {
        MusterException refused = catchThrowableOfType(
                MusterException.class,
                () -> parser.parse(new JsonMapper()
                        .createObjectNode()
                        .put("attribute", "a")
                        .put("lt", 1 / 0.0)));
        assertThat(refused.code()).isEqualTo(ErrorCode.WRONG_TYPE);
    }
}
