package io.muster.engine.duckdb;

import io.muster.engine.Deadline;
import io.muster.engine.FieldSummary.Scope;
import io.muster.engine.Profile;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Reads whole profiles. */
final class ProfileReader {

    private final Session session;
    private final Catalog catalog;
    private final Deadline deadline;

    ProfileReader(Session session, Catalog catalog, Deadline deadline) {
        this.session = session;
        this.catalog = catalog;
        this.deadline = deadline;
    }

    List<Profile> read(Collection<Integer> ordinals) {
        if (ordinals.isEmpty()) {
            return List.of();
        }
        List<FieldKey> fields = new ArrayList<>(catalog.fields(Scope.ATTRIBUTE, ""));
        fields.addAll(catalog.fields(Scope.IDENTITY, ""));
        String columns = fields.stream()
                .flatMap(field -> StoredValue.columns(catalog, field).stream())
                .map(column -> ", " + column.getValue())
                .collect(Collectors.joining());
        String wanted = ordinals.stream().map(String::valueOf).collect(Collectors.joining(", "));
        String sql = "SELECT ordinal, id, export_key::VARCHAR, tags" + columns + " FROM " + catalog.table("profiles")
                + " WHERE ordinal IN (" + wanted + ")";
        return session.query(sql, List.of(), deadline, result -> {
            List<Profile> profiles = new ArrayList<>();
            while (result.next()) {
                profiles.add(profile(result, fields));
            }
            return profiles;
        });
    }

    private Profile profile(ResultSet row, List<FieldKey> fields) throws SQLException {
        Map<String, Object> attributes = new LinkedHashMap<>();
        Map<String, String> identities = new LinkedHashMap<>();
        int column = 5;
        for (FieldKey field : fields) {
            var columns = StoredValue.columns(catalog, field);
            Object value = StoredValue.read(row, column, columns).value();
            column += columns.size();
            if (value != null && field.scope() == Scope.IDENTITY) {
                identities.put(field.name(), value.toString());
            } else if (value != null) {
                attributes.put(field.name(), value);
            }
        }
        return new Profile(row.getInt(1), row.getString(2), row.getString(3), identities, attributes, tags(row));
    }

    private static List<String> tags(ResultSet row) throws SQLException {
        java.sql.Array tags = row.getArray(4);
        return tags == null
                ? List.of()
                : Arrays.stream((Object[]) tags.getArray()).map(String::valueOf).toList();
    }
}
