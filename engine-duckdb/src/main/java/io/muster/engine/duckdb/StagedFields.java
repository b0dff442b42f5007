package io.muster.engine.duckdb;

import io.muster.engine.sql.StorageKind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The fields that staged rows have, and the columns of the staging table that their values lie in. */
final class StagedFields {

    private final Map<FieldKey, StagedField> fields = new LinkedHashMap<>();

    /** A field of staged rows. */
    static final class StagedField {
        private final FieldKey key;
        private final int number;
        private final Set<StorageKind> kinds = EnumSet.noneOf(StorageKind.class);
        private boolean large;

        private StagedField(FieldKey key, int number) {
            this.key = key;
            this.number = number;
        }

        FieldKey key() {
            return key;
        }

        /** The kinds that values were staged in; NULL where a row says null. */
        Set<StorageKind> kinds() {
            return kinds;
        }

        /** Whether there is a whole number too large for a DECIMAL. */
        boolean large() {
            return large;
        }

        /** The staging table's column. */
        String column(StorageKind kind) {
            return "f" + number + "_" + Kinds.letter(kind);
        }
    }

    /** A column of the staging table. */
    record StagedColumn(StagedField field, StorageKind kind) {
        String name() {
            return field.column(kind);
        }
    }

    /** Takes in what the cells need and returns the columns that were not there before. */
    List<StagedColumn> add(Collection<Cells> all) {
        List<StagedColumn> added = new ArrayList<>();
        for (Cells cells : all) {
            StagedField field = fields.computeIfAbsent(cells.key(), key -> new StagedField(key, fields.size()));
            field.large |= cells.large();
            for (StorageKind kind : cells.present()) {
                if (field.kinds.add(kind)) {
                    added.add(new StagedColumn(field, kind));
                }
                if (kind == StorageKind.INSTANT || kind == StorageKind.DAY) {
                    if (field.kinds.add(StorageKind.TEXT)) {
                        added.add(new StagedColumn(field, StorageKind.TEXT));
                    }
                }
            }
        }
        return added;
    }

    StagedField get(FieldKey key) {
        return find(key).orElseThrow(() -> new IllegalStateException("not staged: " + key));
    }

    /** Empty where no row says a value of it. */
    Optional<StagedField> find(FieldKey key) {
        return Optional.ofNullable(fields.get(key)).filter(field -> field.kinds.contains(StorageKind.TEXT));
    }

    Collection<StagedField> all() {
        return fields.values();
    }

    /** All columns, in the order in which they were added field by field. */
    List<StagedColumn> columns() {
        return fields.values().stream()
                .flatMap(field -> field.kinds().stream().map(kind -> new StagedColumn(field, kind)))
                .toList();
    }
}
