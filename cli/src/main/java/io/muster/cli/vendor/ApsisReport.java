package io.muster.cli.vendor;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.muster.client.RowFormat;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A report of APSIS One: CSV as it is, whose header says which columns the server has to be told about. */
final class ApsisReport {
    private static final String KEY = "export_key";
    private static final String VENDOR = "com.apsis1.attributes.";

    /** What the server's own interface of that vendor calls by these names. */
    private static final Map<String, String> BUILT_IN = Map.of(
            "email", "identity:email",
            "mobile", "identity:mobile",
            "crmid", "identity:crm_id",
            "firstname", "first_name",
            "lastname", "last_name",
            "birthdate", "birth_date");

    private ApsisReport() {}

    static VendorRows rows(Opener file, char delimiter) throws IOException {
        List<String> columns = header(file, delimiter);
        if (!columns.contains(KEY)) {
            throw new IllegalArgumentException("The report's header has no column " + KEY + " but "
                    + String.join(", ", columns) + "; is it a report, and is --delimiter right?");
        }
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put(KEY, "id");
        columns.stream().filter(column -> column.startsWith(VENDOR)).forEach(column -> {
            String name = column.substring(VENDOR.length());
            fields.put(column, BUILT_IN.getOrDefault(name, name));
        });
        return new VendorRows(RowFormat.CSV, file, fields);
    }

    private static List<String> header(Opener file, char delimiter) throws IOException {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(file.open(), UTF_8))) {
            List<String> columns = new ArrayList<>();
            StringBuilder column = new StringBuilder();
            boolean quoted = false;
            for (int c = reader.read(); c >= 0 && (quoted || (c != '\n' && c != '\r')); c = reader.read()) {
                if (c == '"') {
                    quoted = !quoted;
                } else if (c == delimiter && !quoted) {
                    columns.add(column.toString());
                    column.setLength(0);
                } else if (c != '\uFEFF') {
                    column.append((char) c);
                }
            }
            columns.add(column.toString());
            return columns;
        }
    }
}
