package io.muster.engine.rows;

import io.muster.engine.rows.ColumnTarget.Role;
import io.muster.model.ErrorCode;
import io.muster.model.MusterException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Which field each column of a file is, known to make complete rows. */
final class ColumnMapping {

    private static final int LISTED = 50;
    private static final List<String> DELIMITERS = List.of(";", "\t", "|", ",");

    private final List<String> columns;
    private final RowKind kind;
    private final ReadOptions options;
    private final List<ColumnTarget> targets = new ArrayList<>();
    private final List<@Nullable ColumnType> types = new ArrayList<>();

    /** @throws MusterException INVALID_MAPPING, naming the column and what would be right */
    ColumnMapping(List<String> columns, RowKind kind, ReadOptions options) {
        this.columns = List.copyOf(columns);
        this.kind = kind;
        this.options = options;
        checkColumns();
        for (String column : columns) {
            ColumnTarget target = ColumnTarget.of(options.mapping().getOrDefault(column, column), kind);
            targets.add(target);
            types.add(type(column, target));
        }
        checkTargets();
        checkTypes();
    }

    int size() {
        return columns.size();
    }

    ColumnTarget target(int column) {
        return targets.get(column);
    }

    /** The type that was asked for; null leaves it to the values. */
    @Nullable
    ColumnType type(int column) {
        return types.get(column);
    }

    private @Nullable ColumnType type(String column, ColumnTarget target) {
        ColumnType byColumn = options.types().get(column);
        return byColumn == null ? options.types().get(target.name()) : byColumn;
    }

    private void checkColumns() {
        if (columns.size() > RowLimits.FIELDS) {
            throw invalid("The file has " + columns.size() + " columns; it may have " + RowLimits.FIELDS + ".");
        }
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).isEmpty() && !options.mapping().containsKey("")) {
                throw invalid("Column " + (i + 1) + " has no name; name it, or drop it by mapping \"\" to \"\".");
            }
        }
        Set<String> known = new HashSet<>(columns);
        for (String column : options.mapping().keySet()) {
            if (!known.contains(column)) {
                throw invalid("map names the column " + RowRefused.shown(column) + ", which is not there; there are "
                        + listed() + ".");
            }
        }
    }

    private void checkTargets() {
        Map<ColumnTarget, String> taken = new HashMap<>();
        if (kind == RowKind.EVENTS && options.eventName() != null) {
            taken.put(new ColumnTarget(Role.NAME, "name"), "?name=");
        }
        for (int i = 0; i < columns.size(); i++) {
            ColumnTarget target = targets.get(i);
            if (target.role() == Role.DROPPED) {
                continue;
            }
            checkName(target, columns.get(i));
            String other = taken.putIfAbsent(target, columns.get(i));
            if (other != null) {
                throw invalid("Both " + RowRefused.shown(other) + " and " + RowRefused.shown(columns.get(i))
                        + " are the field " + RowRefused.shown(target.name())
                        + "; map one of them to another field, or to \"\" to drop it.");
            }
        }
        Set<Role> roles = taken.keySet().stream().map(ColumnTarget::role).collect(Collectors.toSet());
        switch (kind) {
            case PROFILES -> need(roles, Role.PROFILE_ID, "id");
            case EVENTS -> {
                need(roles, Role.PROFILE_ID, "profile");
                need(roles, Role.NAME, "name");
                need(roles, Role.TIME, "time");
            }
        }
    }

    private void checkTypes() {
        Set<String> known = new HashSet<>(columns);
        targets.forEach(target -> known.add(target.name()));
        for (String name : options.types().keySet()) {
            if (!known.contains(name)) {
                throw invalid("types names the column " + RowRefused.shown(name) + ", which is not there; there are "
                        + listed() + ".");
            }
        }
    }

    private void need(Set<Role> roles, Role role, String field) {
        if (!roles.contains(role)) {
            String orName = role == Role.NAME ? ", or give the events' name with ?name=" : "";
            throw invalid("No column is the field \"" + field + "\"; map one of " + listed() + " to it" + orName + "."
                    + delimiterHint());
        }
    }

    private String delimiterHint() {
        if (columns.size() > 1) {
            return "";
        }
        return DELIMITERS.stream()
                .filter(delimiter -> columns.getFirst().contains(delimiter))
                .findFirst()
                .map(delimiter -> " The columns look separated by " + RowRefused.shown(delimiter)
                        + "; if they are, give it as the delimiter.")
                .orElse("");
    }

    private static void checkName(ColumnTarget target, String column) {
        if (target.name().isEmpty() || target.name().length() > RowLimits.NAME) {
            throw invalid("The column " + RowRefused.shown(column) + " would be a field whose name has "
                    + target.name().length() + " characters; names have 1 to " + RowLimits.NAME + ".");
        }
    }

    private String listed() {
        String names = columns.stream().limit(LISTED).map(RowRefused::shown).collect(Collectors.joining(", "));
        return columns.size() > LISTED ? names + " and " + (columns.size() - LISTED) + " more" : names;
    }

    private static MusterException invalid(String message) {
        return new MusterException(ErrorCode.INVALID_MAPPING, message);
    }
}
