package io.muster.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ExportOptionsTest {

    @Test
    void areWrittenBesideWhatIsAskedFor() {
        ExportRequest request = ExportRequest.ofSegment("vips")
                .withOptions(ExportOptions.USUAL
                        .withCsv(new CsvOptions(";", null, "", "crlf", true, null))
                        .withRaw(true)
                        .withParts(1000L, null)
                        .withSinceExport("e_1")
                        .withRetention(Duration.ofDays(2))
                        .withAsOf(Instant.parse("2026-03-01T00:00:00Z"))
                        .withOnStale("refuse")
                        .withPriority("low")
                        .withDestination("lake")
                        .withCallbackUrl("https://shop.example/done"));

        assertThat(MusterJson.mapper().readTree(MusterJson.mapper().writeValueAsString(request)))
                .isEqualTo(MusterJson.mapper().readTree("""
                        {"segment": "vips", "format": "csv", "compression": "none",
                         "csv": {"delimiter": ";", "null": "", "line_end": "crlf", "byte_order_mark": true},
                         "raw": true, "part_rows": 1000, "since_export": "e_1", "retention": "PT48H",
                         "as_of": "2026-03-01T00:00:00Z", "on_stale": "refuse", "priority": "low",
                         "destination": "lake", "callback_url": "https://shop.example/done"}"""));
    }

    @Test
    void haveAllThatTheDocumentHas() {
        Set<String> members = Stream.of(ExportRequest.class, ExportOptions.class)
                .flatMap(type -> Stream.of(type.getRecordComponents()))
                .map(RecordComponent::getName)
                .filter(name -> !name.equals("options"))
                .map(name -> name.replaceAll("[A-Z]", "_$0").toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());

        JsonNode schema = OpenApi.read().schema("ExportCreate");
        assertThat(schema.path("properties").propertyNames()).containsExactlyInAnyOrderElementsOf(members);
    }

    @Test
    void aColumnOfAnyKindCanHaveAnotherName() {
        assertThat(MusterJson.mapper()
                        .writeValueAsString(ColumnRequest.renamed("sum(Order Completed.total)", "revenue")))
                .isIn(
                        "{\"column\":\"sum(Order Completed.total)\",\"as\":\"revenue\"}",
                        "{\"as\":\"revenue\",\"column\":\"sum(Order Completed.total)\"}");
    }
}
