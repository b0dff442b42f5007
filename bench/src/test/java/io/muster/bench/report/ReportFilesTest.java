package io.muster.bench.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.muster.bench.BenchFailure;
import org.junit.jupiter.api.Test;

class ReportFilesTest {

    private static final String BEGIN = "<!-- figures: begin, written by ./bench/run --write-docs -->\n";
    private static final String END = "<!-- figures: end -->";

    @Test
    void replacesWhatIsBetweenTheMarkersOnly() {
        String page = "Before\n" + BEGIN + "old figures\n" + END + "\nAfter\n";

        assertThat(ReportFiles.replaceFigures(page, "new figures\n"))
                .isEqualTo("Before\n" + BEGIN + "\nnew figures\n\n" + END + "\nAfter\n");
    }

    @Test
    void refusesAPageWithoutMarkers() {
        assertThatThrownBy(() -> ReportFiles.replaceFigures("No markers\n", "figures"))
                .isInstanceOf(BenchFailure.class)
                .hasMessageContaining("figures: begin");
    }
}
