package io.muster.cli.vendor;

import io.muster.client.RowFormat;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * An export of Artisan as CSV. Every value is a text in it; as CSV, the server finds each attribute's type from the whole
 * column, and takes the empty text for a value that is missing, as Artisan means it.
 */
final class ArtisanExport {
    private static final String LIST = "artisanUserIds";
    private static final String ID = "artisanId";

    /** What columns of profiles mean to the server; an attribute of that name is called {@code artisan.NAME}. */
    private static final Set<String> RESERVED = Set.of("id", "time", "tags", "shared_user_id");

    private ArtisanExport() {}

    static VendorRows rows(Opener file) throws IOException {
        List<String> names = names(file);
        return new VendorRows(RowFormat.CSV, () -> new MadeText(() -> new Rows(file, names)), Map.of(ID, "id"));
    }

    private static List<String> names(Opener file) throws IOException {
        Set<String> names = new LinkedHashSet<>();
        names.add(ID);
        try (JsonRecords profiles = new JsonRecords(file, LIST)) {
            for (JsonNode profile = profiles.next(); profile != null; profile = profiles.next()) {
                names.addAll(profile.propertyNames());
            }
        }
        return List.copyOf(names);
    }

    private static String header(String name) {
        return RESERVED.contains(name) || name.startsWith("identity:") ? "artisan." + name : name;
    }

    private static String line(List<String> values) {
        return values.stream().map(ArtisanExport::quoted).collect(Collectors.joining(",")) + "\n";
    }

    private static String quoted(String value) {
        boolean plain = value.chars().allMatch(c -> c > ' ' && c != '"' && c != ',');
        return plain ? value : '"' + value.replace("\"", "\"\"") + '"';
    }

    private static final class Rows implements MadeText.Lines {
        private final JsonRecords profiles;
        private final List<String> names;
        private boolean begun;

        Rows(Opener file, List<String> names) throws IOException {
            this.profiles = new JsonRecords(file, LIST);
            this.names = names;
        }

        @Override
        public @Nullable String next() {
            if (!begun) {
                begun = true;
                return line(names.stream().map(ArtisanExport::header).toList());
            }
            JsonNode profile = profiles.next();
            return profile == null ? null : row(profile);
        }

        @Override
        public void close() throws IOException {
            profiles.close();
        }

        private String row(JsonNode profile) {
            List<String> values = new ArrayList<>();
            for (String name : names) {
                JsonNode value = profile.path(name);
                boolean simple = value.isValueNode() || value.isMissingNode();
                values.add(simple ? value.asString("") : value.toString());
            }
            return line(values);
        }
    }
}
