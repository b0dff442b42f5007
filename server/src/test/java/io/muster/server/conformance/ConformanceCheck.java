package io.muster.server.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.server.conformance.Statement.Document;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import org.junit.jupiter.api.Test;

/**
 * Runs after all tests. What did not run, because only some tests were asked for or a program that they need is missing,
 * fails nothing. {@code -Dmuster.conformance.write} writes the document anew.
 */
class ConformanceCheck {
    private static final Path TABLE = Path.of("..", "docs", "reference", "compatibility.md");

    private final List<Document> documents;
    private final Map<String, SortedSet<String>> proofs;
    private final ConformanceTable table;
    private final String text;

    ConformanceCheck() throws IOException {
        documents = Statements.documents();
        proofs = Proofs.byStatement();
        text = Files.readString(TABLE);
        table = new ConformanceTable(proofs, Results.read(), text);
    }

    @Test
    void everyStatementHasATestAndEveryTestAStatement() {
        List<String> ids = statements().stream().map(Statement::id).toList();

        assertThat(ids).doesNotHaveDuplicates();
        assertThat(proofs.keySet()).containsExactlyInAnyOrderElementsOf(ids);
    }

    @Test
    void noStatementIsDisproved() {
        assertThat(statements())
                .filteredOn(statement -> table.result(statement) == Result.FAILED)
                .isEmpty();
    }

    @Test
    void theDocumentIsWhatTheTestsSay() throws IOException {
        String generated = ConformanceTable.replace(text, table.render(documents));
        if (System.getProperty("muster.conformance.write") != null) {
            Files.writeString(TABLE, generated);
        }

        assertThat(Files.readString(TABLE))
                .as("renew it by a full run with -Dmuster.conformance.write")
                .isEqualTo(generated)
                .doesNotContain("| " + Result.SKIPPED.shown() + " |\n")
                .doesNotContain("| " + Result.FAILED.shown() + " |\n");
    }

    private List<Statement> statements() {
        return documents.stream().flatMap(document -> document.statements().stream()).toList();
    }
}
