package io.muster.model.condition.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.model.condition.AsOf;
import io.muster.model.condition.Condition;
import io.muster.model.condition.Conditions;
import io.muster.model.condition.RandomConditions;
import io.muster.model.condition.Vocabulary;
import io.muster.model.condition.WindowResolver;
import io.muster.model.testing.Seeds;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

class ConditionRoundTripTest {

    private final ConditionParser parser = new ConditionParser();

    @Test
    void readsEveryRandomConditionAsItWasWritten() {
        long seed = Seeds.of(ConditionRoundTripTest.class);
        RandomConditions conditions = new RandomConditions(seed, Vocabulary.awkward());
        for (int i = 0; i < 5_000; i++) {
            Condition condition = conditions.next();
            String text = ConditionWriter.text(condition);
            assertThat(parser.parse(text)).as("seed %d, %s", seed, text).isEqualTo(condition);
            assertThat(parser.parse(ConditionWriter.json(condition)))
                    .as("seed %d, %s", seed, text)
                    .isEqualTo(condition);
            assertThat(ConditionWriter.text(parser.parse(text))).isEqualTo(text);
        }
    }

    @Test
    void writesTheSameTextWhicheverMapperWritesTheTree() {
        long seed = Seeds.of(ConditionRoundTripTest.class);
        RandomConditions conditions = new RandomConditions(seed, Vocabulary.awkward());
        JsonMapper plain = new JsonMapper();
        for (int i = 0; i < 500; i++) {
            Condition condition = conditions.next();
            String text = plain.writeValueAsString(ConditionWriter.json(condition));
            assertThat(text).as("seed %d", seed).isEqualTo(ConditionWriter.text(condition));
        }
    }

    @Test
    void resolvesEveryRandomConditionAndPointsAtItsWindows() {
        long seed = Seeds.of(ConditionRoundTripTest.class);
        RandomConditions conditions = new RandomConditions(seed, Vocabulary.awkward());
        AsOf asOf = new AsOf(Instant.parse("2026-03-29T01:30:00Z"), ZoneId.of("Europe/Stockholm"), DayOfWeek.MONDAY);
        for (int i = 0; i < 2_000; i++) {
            Condition condition = conditions.next();
            WindowResolver.Resolution resolution = WindowResolver.resolve(condition, asOf);
            assertThat(resolution.windows())
                    .as("seed %d", seed)
                    .allSatisfy(window -> assertThat(ConditionWriter.json(condition)
                                    .at(window.pointer())
                                    .isObject())
                            .isTrue());
            assertThat(WindowResolver.resolve(resolution.condition(), asOf)).isEqualTo(resolution);
            assertThat(Conditions.segmentReferences(condition))
                    .allSatisfy(reference -> assertThat(ConditionWriter.json(condition)
                                    .at(reference.pointer())
                                    .stringValue())
                            .isEqualTo(reference.segment()));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'event':'X','count':{'gte':1}} | {'event':'X'}",
                "{'count':{'lt':1.0},'event':'X'} | {'event':'X','count':{'lt':1}}",
                "{'gte':1e2,'attribute':'a','lt':1.50e3} | {'attribute':'a','lt':1500,'gte':100}",
                "{'attribute':'a','is':1e308,'lt':12e30,'gt':0.00000012} |"
                        + " {'attribute':'a','is':1E+308,'lt':1.2E+31,'gt':1.2E-7}",
                "{'attribute':'a','has_all':['x']} | {'attribute':'a','has':'x'}",
                "{'attribute':'a','has_all':['x'],'has':'y'} | {'attribute':'a','has_all':['y','x']}",
                "{'attribute':'a','is':5,'ignore_case':true} | {'attribute':'a','is':5}",
                "{'attribute':'a','is':'b','ignore_case':false} | {'attribute':'a','is':'b'}",
                "{'attribute':'a','in':['b',1],'ignore_case':true} | {'attribute':'a','in':['b',1],'ignore_case':true}",
                "{'attribute':'a','before':'2026-01-01'} | {'attribute':'a','within':{'before':'2026-01-01'}}",
                "{'attribute':'a','after':'2026-01-01','before':'2026-02-01'}"
                        + " | {'attribute':'a','within':{'from':'2026-01-01','to':'2026-02-01'}}",
                "{'attribute':'a','within':{'last':'P7D'},'before':'2026-02-01'}"
                        + " | {'all':[{'attribute':'a','within':{'last':'P7D'}},"
                        + "{'attribute':'a','within':{'before':'2026-02-01'}}]}",
                "{'attribute':'a','lt':'2026-01-01 12:00+02:00'} | {'attribute':'a','lt':'2026-01-01T10:00:00.000Z'}",
                "{'sequence':[{'event':'A'},{'event':'B'}],'within':'P1W'}"
                        + " | {'sequence':[{'event':'A'},{'event':'B'}],'span':'P7D'}",
                "{'within':{'last':'P1W'},'span':'PT36H','sequence':[{'event':'A'},{'after':{'max':'PT60M','min':'PT90S'},"
                        + "'event':'B'}]} | {'sequence':[{'event':'A'},{'event':'B','after':{'min':'PT1M30S','max':'PT1H'}}],"
                        + "'span':'P1DT12H','within':{'last':'P7D'}}",
                "{'near':{'km':25.0,'lon':-0.0,'lat':59.30}} | {'near':{'lat':59.3,'lon':0,'km':25}}",
                "{'quantile':{'by':{'recency':'days','event':'A'},'in':[5,4,5],'of':5}}"
                        + " | {'quantile':{'of':5,'in':[4,5],'by':{'event':'A','recency':'days'}}}",
                "{'ever':{'within':{'last':1,'unit':'week'},'segment':'s'}}"
                        + " | {'ever':{'segment':'s','within':{'last':'P7D'}}}",
                "{'attribute':'a','anniversary':{'next':1,'unit':'week'},'exists':true}"
                        + " | {'attribute':'a','exists':true,'anniversary':{'next':'P7D'}}",
                "{'event':'X','within':{'last':7,'unit':'day'}} | {'event':'X','within':{'last':'P7D'}}",
                "{'event':'X','within':{'last':2,'unit':'quarter'}} | {'event':'X','within':{'last':'P6M'}}",
                "{'event':'X','within':{'last':36,'unit':'hour'}} | {'event':'X','within':{'last':'PT36H'}}",
                "{'event':'X','within':{'last':'P2W'}} | {'event':'X','within':{'last':'P14D'}}",
                "{'event':'X','within':{'last':'P14M'}} | {'event':'X','within':{'last':'P1Y2M'}}",
                "{'event':'X','within':{'last':'P1DT12H'}} | {'event':'X','within':{'last':'P1DT12H'}}",
                "{'event':'X','within':{'next':3,'unit':'month','zone':'+02:00'}}"
                        + " | {'event':'X','within':{'next':'P3M','zone':'UTC+02:00'}}",
                "{'event':'X','within':{'zone':'Z','from':'2026-01-01'}}"
                        + " | {'event':'X','within':{'after':'2026-01-01','zone':'UTC'}}",
                "{'event':'X','within':{'calendar':true,'including_current':true,'unit':'day','last':0}}"
                        + " | {'event':'X','within':{'last':0,'unit':'day','calendar':true,'including_current':true}}",
                "{'event':'X','where':{'property':'p','within':{'last':'P1D'},'after':'2026-02-01'}}"
                        + " | {'event':'X','where':{'all':[{'property':'p','within':{'last':'P1D'}},"
                        + "{'property':'p','within':{'after':'2026-02-01'}}]}}",
            })
    void writesOneCanonicalForm(String json, String canonical) {
        assertThat(ConditionWriter.text(parser.parse(json.replace('\'', '"')))).isEqualTo(canonical.replace('\'', '"'));
    }
}
