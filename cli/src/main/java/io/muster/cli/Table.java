package io.muster.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Rows under headings, with columns as wide as they must be; those whose heading begins with {@code >} to the right. */
public final class Table {
    private final List<String> headings;
    private final List<List<String>> rows = new ArrayList<>();

    private Table(List<String> headings) {
        this.headings = headings;
    }

    public static Table of(String... headings) {
        return new Table(List.of(headings));
    }

    public Table row(String... cells) {
        if (cells.length != headings.size()) {
            throw new IllegalArgumentException(
                    "A row has " + cells.length + " cells under " + headings.size() + " headings.");
        }
        rows.add(Stream.of(cells).map(Visible::text).toList());
        return this;
    }

    public void print(PrintWriter out) {
        List<List<String>> all = new ArrayList<>();
        all.add(headings.stream().map(Table::bare).toList());
        all.addAll(rows);
        int[] widths = widths(all);
        all.forEach(row -> out.println(line(row, widths)));
    }

    private int[] widths(List<List<String>> all) {
        int[] widths = new int[headings.size()];
        for (List<String> row : all) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], width(row.get(i)));
            }
        }
        return widths;
    }

    private String line(List<String> row, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            String cell = row.get(i);
            String gap = " ".repeat(widths[i] - width(cell));
            line.append(i == 0 ? "" : "  ").append(isRight(i) ? gap + cell : cell + gap);
        }
        return line.toString().stripTrailing();
    }

    private boolean isRight(int column) {
        return headings.get(column).startsWith(">");
    }

    private static String bare(String heading) {
        return heading.startsWith(">") ? heading.substring(1) : heading;
    }

    private static int width(String text) {
        return text.codePointCount(0, text.length());
    }
}
