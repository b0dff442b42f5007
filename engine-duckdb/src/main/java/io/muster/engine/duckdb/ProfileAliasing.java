package io.muster.engine.duckdb;

import io.muster.engine.Aliased;
import io.muster.engine.Deadline;
import io.muster.engine.FieldSummary.Scope;
import io.muster.engine.sql.StorageKind;
import io.muster.model.ErrorCode;
import io.muster.model.MusterException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.roaringbitmap.RoaringBitmap;

/**
 * Makes an id another name of a profile, inside the open transaction of a session and under the project's commit lock.
 * Events that change hands get new numbers, as if they had just come: whoever asks what has been added since an earlier
 * version finds them.
 */
final class ProfileAliasing {

    private final Session session;
    private final State before;
    private final ProfileIndex index;
    private final Deadline deadline;

    ProfileAliasing(Session session, State before, ProfileIndex index, Deadline deadline) {
        this.session = session;
        this.before = before;
        this.index = index;
        this.deadline = deadline;
    }

    /**
     * What is so once it is committed.
     *
     * @param was the ordinal that is retired; negative for none
     * @param isNew whether the profile is made by this
     */
    record Made(int ordinal, int was, boolean isNew, State next) {
        Aliased aliased() {
            return new Aliased(ordinal, was < 0 ? OptionalInt.empty() : OptionalInt.of(was), next.version());
        }
    }

    /** What the id is another name of by now, where it is. */
    Aliased known(AliasedId alias) {
        String sql = "SELECT ordinal, was FROM " + table("aliases") + " WHERE id = " + text(alias.id());
        return session.query(sql, List.of(), deadline, result -> {
            result.next();
            int was = result.getInt(2);
            boolean none = result.wasNull();
            return new Aliased(result.getInt(1), none ? OptionalInt.empty() : OptionalInt.of(was), before.version());
        });
    }

    /**
     * Whether it has to be done at all.
     *
     * @throws MusterException CONFLICT where it may not be
     */
    boolean isNeeded(AliasedId alias) {
        if (alias.isOfItself()) {
            throw refused(alias, "they are the same");
        }
        if (index.alias(alias.profile()) >= 0) {
            throw refused(alias, "\"" + Utf8.text(alias.profile()) + "\" is another name itself");
        }
        int target = index.alias(alias.id());
        if (target >= 0 && target != index.findOwn(alias.profile())) {
            throw refused(alias, "it is another profile's for ever");
        }
        int own = index.findOwn(alias.id());
        if (own >= 0 && (index.hasAlias(own) || hasIdentity(own))) {
            throw refused(alias, "it is a known user itself");
        }
        return target < 0;
    }

    private static MusterException refused(AliasedId alias, String why) {
        return new MusterException(
                ErrorCode.CONFLICT,
                "\"" + Utf8.text(alias.id()) + "\" cannot become another name of \"" + Utf8.text(alias.profile())
                        + "\": " + why + ".");
    }

    private boolean hasIdentity(int ordinal) {
        String keys = before.catalog().columnsOf("").stream()
                .filter(column -> column.field().scope() == Scope.IDENTITY)
                .map(column -> column.name() + " IS NOT NULL")
                .collect(Collectors.joining(" OR "));
        return !keys.isEmpty()
                && session.number(
                                "SELECT count(*) FROM " + table("profiles") + " WHERE ordinal = " + ordinal + " AND ("
                                        + keys + ")",
                                deadline)
                        > 0;
    }

    Made apply(AliasedId alias) {
        int was = index.findOwn(alias.id());
        int known = index.findOwn(alias.profile());
        int ordinal = known < 0 ? before.profiles() : known;
        if (known < 0) {
            session.update(
                    "INSERT INTO " + table("profiles") + " (ordinal, id, export_key) VALUES (" + ordinal + ", "
                            + text(alias.profile()) + ", uuid())",
                    deadline);
        }
        long moved = was < 0 ? 0 : moveEvents(was, ordinal);
        if (was >= 0) {
            mergeProfile(was, ordinal);
        }
        session.update(
                "INSERT INTO " + table("aliases") + " VALUES (" + text(alias.id()) + ", " + ordinal + ", "
                        + (was < 0 ? "NULL" : was) + ")",
                deadline);
        return new Made(ordinal, was, known < 0, next(was, known < 0 ? 1 : 0, moved));
    }

    private State next(int was, int added, long moved) {
        RoaringBitmap retired = before.retired();
        if (was >= 0) {
            retired = RoaringBitmap.or(retired, RoaringBitmap.bitmapOf(was));
        }
        return new State(
                before.version() + 1,
                before.profiles() + added,
                before.version() + 1,
                before.nextSequence() + moved,
                before.events(),
                before.catalog(),
                retired);
    }

    private long moveEvents(int was, int ordinal) {
        long moved = 0;
        for (String event : before.events().keySet()) {
            String table = before.catalog().eventTable(event);
            moved += session.update(
                    "UPDATE " + table + " AS e SET profile = " + ordinal + ", seq = "
                            + (before.nextSequence() + moved) + " + m.place FROM (SELECT rowid AS row,"
                            + " row_number() OVER (ORDER BY seq) - 1 AS place FROM " + table + " WHERE profile = "
                            + was + ") m WHERE e.rowid = m.row",
                    deadline);
        }
        return moved;
    }

    /** Nothing is left of the profile that would have to be scrubbed, so its ordinal is retired as of no version. */
    private void mergeProfile(int was, int ordinal) {
        String profiles = table("profiles");
        session.update(
                "UPDATE " + profiles + " AS p SET " + String.join(", ", merged()) + " FROM (SELECT * FROM " + profiles
                        + " WHERE ordinal = " + was + ") s WHERE p.ordinal = " + ordinal,
                deadline);
        session.update("DELETE FROM " + profiles + " WHERE ordinal = " + was, deadline);
        session.update("INSERT INTO " + table("retired") + " VALUES (" + was + ", 0)", deadline);
    }

    /** A field has a column for each kind of value, of which all or none are taken. */
    private List<String> merged() {
        List<String> set = new ArrayList<>();
        set.add("tags = CASE WHEN s.tags IS NULL THEN p.tags WHEN p.tags IS NULL THEN s.tags"
                + " ELSE list_distinct(list_concat(p.tags, s.tags)) END");
        for (FieldKey field : before.catalog().fields(Scope.ATTRIBUTE, "")) {
            Map<StorageKind, String> columns = before.catalog().columns(field);
            String lacking = columns.values().stream()
                    .map(column -> "p." + column + " IS NULL")
                    .collect(Collectors.joining(" AND "));
            columns.values()
                    .forEach(column -> set.add(
                            column + " = CASE WHEN " + lacking + " THEN s." + column + " ELSE p." + column + " END"));
        }
        return set;
    }

    private String table(String name) {
        return before.catalog().table(name);
    }

    private static String text(byte[] id) {
        return Sql.text(Utf8.text(id));
    }
}
