package io.muster.server.conformance;

import io.muster.server.conformance.Statement.Document;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The generated part of {@code docs/reference/compatibility.md}. */
final class ConformanceTable {
    static final String START = "<!-- Made by the tests from here on: see CONTRIBUTING. -->\n";

    private final Map<String, SortedSet<String>> proofs;
    private final Map<String, Result> results;
    private final Map<String, String> before;

    /**
     * @param text the document as it is; what did not run now keeps the result that it has there
     */
    ConformanceTable(Map<String, SortedSet<String>> proofs, Map<String, Result> results, String text) {
        this.proofs = proofs;
        this.results = results;
        this.before = shown(text);
    }

    /** The whole document, its generated part renewed. */
    static String replace(String text, String generated) {
        int start = text.indexOf(START);
        if (start < 0) {
            throw new IllegalStateException("the line " + START.strip() + " is missing");
        }
        return text.substring(0, start + START.length()) + generated;
    }

    String render(List<Document> documents) {
        StringBuilder out = new StringBuilder();
        for (Document document : documents) {
            out.append("\n## ").append(document.title()).append("\n\n");
            out.append("| | Statement | From | Proved by | Result |\n|---|---|---|---|---|\n");
            document.statements().forEach(statement -> out.append(row(statement)));
        }
        return out.toString();
    }

    /** What came of the tests that prove the statement; passed where one did and none failed. */
    Result result(Statement statement) {
        return tests(statement).stream()
                .map(test -> results.getOrDefault(test, Result.SKIPPED))
                .reduce(Result.SKIPPED, Results::worse);
    }

    private String row(Statement statement) {
        Result result = result(statement);
        String shown = result == Result.SKIPPED
                ? before.getOrDefault(statement.id(), Result.SKIPPED.shown())
                : result.shown();
        String tests = tests(statement).stream()
                .map(test -> "`" + test.substring(test.lastIndexOf('.', test.indexOf('#')) + 1).replace('#', '.') + "`")
                .collect(Collectors.joining("<br>"));
        return "| %s | %s | %s | %s | %s |\n"
                .formatted(statement.id(), cell(statement.says()), statement.origin().code(), tests, shown);
    }

    private SortedSet<String> tests(Statement statement) {
        return proofs.getOrDefault(statement.id(), Collections.emptySortedSet());
    }

    private static String cell(String text) {
        return text.replace("|", "\\|").replace('\n', ' ');
    }

    private static Map<String, String> shown(String text) {
        return Pattern.compile("(?m)^\\| (\\S+) \\|.*\\| (\\S[^|]*) \\|$")
                .matcher(text)
                .results()
                .collect(Collectors.toMap(row -> row.group(1), row -> row.group(2), (first, second) -> second));
    }
}
