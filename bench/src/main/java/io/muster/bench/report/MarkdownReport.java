package io.muster.bench.report;

import java.util.List;
import java.util.Locale;

/** Writes a report to be read, in the terminal or as Markdown. */
public final class MarkdownReport {

    private static final double MEBIBYTE = 1 << 20;

    private MarkdownReport() {}

    public static String write(Report report) {
        StringBuilder text = new StringBuilder(head(report));
        report.results().stream()
                .map(Result::measure)
                .distinct()
                .forEach(measure -> text.append(section(measure, ofMeasure(report, measure))));
        return text.append(memory(report)).toString();
    }

    private static String head(Report report) {
        return """
                %,d profiles, %,d events; %s; server heap at most %s; source %s; %s.
                """.formatted(
                        report.sizes().profiles(),
                        report.sizes().events(),
                        report.machine().text(),
                        report.serverHeap(),
                        report.revision(),
                        report.measuredAt().toString().substring(0, 10));
    }

    private static List<Result> ofMeasure(Report report, String measure) {
        return report.results().stream()
                .filter(result -> result.measure().equals(measure))
                .toList();
    }

    private static String section(String measure, List<Result> results) {
        Table table = new Table(measure, "Reference", "Muster", "lowest–highest", "Ratio", "Aim", "Met");
        for (Result result : results) {
            Result.Aim aim = result.aim();
            table.add(
                    result.name(),
                    result.reference() == null ? "" : amount(result.reference().median(), result.unit()),
                    amount(result.ours().median(), result.unit()),
                    plain(result.ours().min(), result.unit()) + "–"
                            + plain(result.ours().max(), result.unit()),
                    result.ratio().stream()
                            .mapToObj(MarkdownReport::ratio)
                            .findFirst()
                            .orElse(""),
                    aim == null ? "" : aim.text(),
                    aim == null ? "" : aim.met() ? "yes" : "NO");
        }
        return "\n" + table.markdown();
    }

    private static String memory(Report report) {
        if (report.memory().isEmpty()) {
            return "";
        }
        Table table = new Table("Most memory during", "Heap", "Process");
        for (MemoryPeak peak : report.memory()) {
            table.add(peak.during(), mebibytes(peak.heapBytes()), mebibytes(peak.residentBytes()));
        }
        return "\n" + table.markdown();
    }

    private static String ratio(double ratio) {
        return String.format(Locale.ROOT, "%.2f×", ratio);
    }

    private static String mebibytes(long bytes) {
        return bytes == 0 ? "unknown" : amount(bytes / MEBIBYTE, Result.Unit.MEBIBYTES);
    }

    private static String amount(double value, Result.Unit unit) {
        return plain(value, unit) + " " + unit.symbol();
    }

    private static String plain(double value, Result.Unit unit) {
        return switch (unit) {
            case MILLISECONDS -> String.format(Locale.ROOT, value < 100 ? "%.1f" : "%,.0f", value);
            case SECONDS -> String.format(Locale.ROOT, "%.2f", value);
            case ROWS_PER_SECOND, REQUESTS_PER_SECOND, MEBIBYTES -> String.format(Locale.ROOT, "%,.0f", value);
        };
    }
}
