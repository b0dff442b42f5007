package io.muster.bench.report;

import io.muster.bench.BenchFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where reports are kept: a folder of results, and the part of the documentation that is made from one. */
public final class ReportFiles {

    private static final String BEGIN = "<!-- figures: begin, written by ./bench/run --write-docs -->\n";
    private static final String END = "<!-- figures: end -->";

    private final Path root;

    public ReportFiles(Path root) {
        this.root = root;
    }

    /** Keeps the report, instead of an earlier one of the same sizes. */
    public void write(Report report) throws IOException {
        Path folder = Files.createDirectories(root.resolve("bench/results"));
        String name = report.sizes().label();
        Files.writeString(folder.resolve(name + ".md"), "# Benchmark\n\n" + MarkdownReport.write(report));
        Files.writeString(folder.resolve(name + ".json"), JsonReport.write(report));
    }

    public void writeDocs(Report report) throws IOException {
        Path page = root.resolve("docs/benchmarks.md");
        Files.writeString(page, replaceFigures(Files.readString(page), MarkdownReport.write(report)));
    }

    static String replaceFigures(String page, String figures) {
        int begin = page.indexOf(BEGIN);
        int end = page.indexOf(END);
        if (begin < 0 || end < begin) {
            throw new BenchFailure("docs/benchmarks.md lacks the lines '" + BEGIN.strip() + "' and '" + END + "'");
        }
        return page.substring(0, begin) + BEGIN + "\n" + figures + "\n" + page.substring(end);
    }
}
