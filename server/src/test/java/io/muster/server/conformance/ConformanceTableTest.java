package io.muster.server.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.server.conformance.Statement.Document;
import io.muster.server.conformance.Statement.Origin;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class ConformanceTableTest {
    private static final Statement ONE = new Statement("x-1", "A | b", Origin.ORIGINAL);
    private static final Statement TWO = new Statement("x-2", "C", Origin.OURS);
    private static final List<Document> DOCUMENTS = List.of(new Document("x", "X", List.of(ONE, TWO)));
    private static final Map<String, SortedSet<String>> PROOFS =
            Map.of("x-1", new TreeSet<>(List.of("a.BTest#c", "a.BTest#d")), "x-2", new TreeSet<>(List.of("a.BTest#e")));

    @Test
    void showsWhatTheTestsSay() {
        ConformanceTable table = new ConformanceTable(
                PROOFS, Map.of("a.BTest#c", Result.PASSED, "a.BTest#e", Result.FAILED), "");

        assertThat(table.render(DOCUMENTS)).isEqualTo("""

                ## X

                | | Statement | From | Proved by | Result |
                |---|---|---|---|---|
                | x-1 | A \\| b | original | `BTest.c`<br>`BTest.d` | pass |
                | x-2 | C | ours | `BTest.e` | **fail** |
                """);
    }

    @Test
    void oneFailureOutweighsAPass() {
        ConformanceTable table = new ConformanceTable(
                PROOFS, Map.of("a.BTest#c", Result.PASSED, "a.BTest#d", Result.FAILED), "");

        assertThat(table.result(ONE)).isEqualTo(Result.FAILED);
    }

    @Test
    void whatDidNotRunKeepsItsResult() {
        ConformanceTable full = new ConformanceTable(
                PROOFS, Map.of("a.BTest#c", Result.PASSED, "a.BTest#e", Result.PASSED), "");
        String before = full.render(DOCUMENTS);

        ConformanceTable partial = new ConformanceTable(PROOFS, Map.of(), before);

        assertThat(partial.render(DOCUMENTS)).isEqualTo(before);
        assertThat(new ConformanceTable(PROOFS, Map.of(), "").render(DOCUMENTS)).contains("not run");
    }

    @Test
    void keepsWhatPeopleWroteAboveTheTable() {
        String text = "# Title\n" + ConformanceTable.START + "old";

        assertThat(ConformanceTable.replace(text, "new")).isEqualTo("# Title\n" + ConformanceTable.START + "new");
    }
}
