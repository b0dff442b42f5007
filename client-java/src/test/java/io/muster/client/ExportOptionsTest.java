package io.muster.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

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
                        .withPriority("low"));

        assertThat(MusterJson.mapper().readTree(MusterJson.mapper().writeValueAsString(request)))
                .isEqualTo(MusterJson.mapper().readTree("""
                        {"segment": "vips", "format": "csv", "compression": "none",
                         "csv": {"delimiter": ";", "null": "", "line_end": "crlf", "byte_order_mark": true},
                         "raw": true, "part_rows": 1000, "since_export": "e_1", "retention": "PT48H",
                         "priority": "low"}"""));
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
