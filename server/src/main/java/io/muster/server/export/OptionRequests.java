package io.muster.server.export;

import io.muster.engine.CsvDialect;
import io.muster.model.ErrorCode;
import io.muster.model.MusterException;
import io.muster.server.export.ExportOptions.Priority;
import io.muster.server.export.form.ExportFormat;
import io.muster.server.http.Instants;
import io.muster.server.http.JsonFields;
import io.muster.server.project.Project;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads how an export is to be made. */
final class OptionRequests {

    private static final long MIN_PART_BYTES = 1 << 10;

    private OptionRequests() {}

    /** What is wrong joins the other faults. */
    static ExportOptions read(JsonFields fields, ExportFormat format) {
        boolean raw = fields.flag("raw").orElse(false);
        CsvDialect dialect = fields.object("csv")
                .map(OptionRequests::dialect)
                .orElse(CsvDialect.PLAIN)
                .withGuard(!raw);
        Long partRows = number(fields, "part_rows", 1);
        Long partBytes = number(fields, "part_bytes", MIN_PART_BYTES);
        if ((partRows != null || partBytes != null) && format != ExportFormat.CSV && format != ExportFormat.NDJSON) {
            fields.fault(
                    partRows != null ? "part_rows" : "part_bytes",
                    ErrorCode.INVALID_REQUEST,
                    format.code() + " files cannot be cut into parts; csv and ndjson can.");
        }
        return new ExportOptions(
                dialect,
                partRows,
                partBytes,
                since(fields),
                asOf(fields),
                fields.parsed("retention", Project::checkedRetention).orElse(null),
                fields.parsed("priority", text -> Constants.parse(Priority.class, "priority", text))
                        .orElse(Priority.NORMAL));
    }

    /** An export's id, or a data version. */
    private static @Nullable String since(JsonFields fields) {
        if (fields.node("since_export").filter(JsonNode::isIntegralNumber).isEmpty()) {
            return fields.nullableText("since_export", 1, 200).orElse(null);
        }
        Long version = number(fields, "since_export", 0);
        return version == null ? null : version.toString();
    }

    private static @Nullable Instant asOf(JsonFields fields) {
        Optional<Instant> asOf = fields.parsed("as_of", text -> Instants.parse("as_of", text));
        if (asOf.isPresent() && !fields.has("segment")) {
            fields.fault(
                    "as_of",
                    ErrorCode.INVALID_REQUEST,
                    "Only the members of a segment are known as of an earlier instant; give segment, or leave as_of out.");
        }
        return asOf.orElse(null);
    }

    private static CsvDialect dialect(JsonFields csv) {
        CsvDialect usual = CsvDialect.PLAIN;
        char delimiter =
                csv.parsed("delimiter", text -> sign("delimiter", text)).orElse(usual.delimiter());
        char quote = csv.parsed("quote", text -> sign("quote", text)).orElse(usual.quote());
        String nullText = csv.text("null", 0, 20).orElse(usual.nullText());
        boolean crlf = csv.parsed("line_end", OptionRequests::isCrlf).orElse(usual.crlf());
        boolean mark = csv.flag("byte_order_mark").orElse(usual.byteOrderMark());
        boolean header = csv.flag("header").orElse(usual.header());
        if (delimiter == quote) {
            csv.fault("quote", ErrorCode.INVALID_REQUEST, "quote and delimiter are the same; give different ones.");
        }
        if (nullText.chars().anyMatch(c -> c < ' ' || c > '~' || c == delimiter || c == quote)) {
            csv.fault(
                    "null",
                    ErrorCode.INVALID_REQUEST,
                    "null is the text for a missing value; give printable ASCII without delimiter and quote.");
        }
        csv.done();
        return new CsvDialect(delimiter, quote, nullText, crlf, mark, header, false);
    }

    private static char sign(String field, String text) {
        if (text.length() != 1 || !CsvDialect.signs().contains(text.charAt(0))) {
            throw new MusterException(
                    ErrorCode.INVALID_REQUEST,
                    field + " is '" + text
                            + "'; give one ASCII sign that is in no number, truth value or date, such as ;"
                            + " or a tab: no letter, digit or space, and none of + - . :");
        }
        return text.charAt(0);
    }

    private static boolean isCrlf(String text) {
        return switch (text) {
            case "lf" -> false;
            case "crlf" -> true;
            default ->
                throw new MusterException(
                        ErrorCode.INVALID_REQUEST, "line_end is '" + text + "'; give one of lf, crlf.");
        };
    }

    private static @Nullable Long number(JsonFields fields, String name, long min) {
        Optional<JsonNode> node = fields.node(name);
        if (node.isEmpty()) {
            return null;
        }
        if (!node.get().isIntegralNumber()
                || !node.get().canConvertToLong()
                || node.get().longValue() < min) {
            fields.fault(
                    name,
                    ErrorCode.INVALID_REQUEST,
                    name + " is " + node.get() + "; give a whole number from " + min + ".");
            return null;
        }
        return node.get().longValue();
    }
}
