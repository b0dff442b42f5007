package io.muster.bench.report;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.List;

/** A Markdown table whose columns stand in line, so that it can be read in a terminal too. */
final class Table {

    private final List<String> header;
    private final List<List<String>> rows = new ArrayList<>();

    Table(String... header) {
        this.header = List.of(header);
    }

    void add(String... cells) {
        rows.add(List.of(cells));
    }

    /** The first column is text, to the left; the others are figures, to the right. */
    String markdown() {
        List<Integer> widths = new ArrayList<>();
        for (int column = 0; column < header.size(); column++) {
            widths.add(width(column));
        }
        StringBuilder text = new StringBuilder(line(header, widths)).append(rule(widths));
        rows.forEach(row -> text.append(line(row, widths)));
        return text.toString();
    }

    private int width(int column) {
        int widest =
                rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
        return Math.max(3, Math.max(widest, header.get(column).length()));
    }

    private static String line(List<String> cells, List<Integer> widths) {
        StringBuilder line = new StringBuilder("|");
        for (int column = 0; column < cells.size(); column++) {
            String pattern = column == 0 ? " %-" + widths.get(column) + "s |" : " %" + widths.get(column) + "s |";
            line.append(pattern.formatted(cells.get(column)));
        }
        return line.append('\n').toString();
    }

    private static String rule(List<Integer> widths) {
        String first = "|" + "-".repeat(widths.getFirst() + 2);
        return widths.stream()
                .skip(1)
                .map(width -> "-".repeat(width + 1) + ":")
                .collect(joining("|", first + "|", "|\n"));
    }
}
