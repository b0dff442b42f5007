package io.muster.engine.rows;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Up to {@link #CAPACITY} rows, held by column. A reader begins a row, sets what it says, and ends it or takes it back.
 * Reused from batch to batch. For one thread.
 */
public final class RowBatch {

    /** Rows that a batch holds at most. */
    public static final int CAPACITY = 2048;

    /** The name under which {@code shared_user_id} is kept as an identity. */
    public static final String SHARED_USER_ID = "shared_user_id";

    private final RowKind kind;
    private final @Nullable String[] ids = new @Nullable String[CAPACITY];
    private final @Nullable String[] profiles = new @Nullable String[CAPACITY];
    private final @Nullable String[] names = new @Nullable String[CAPACITY];
    private final long[] times = new long[CAPACITY];
    private final Map<String, Field> fields = new LinkedHashMap<>();
    private final Map<String, Field> identities = new LinkedHashMap<>();
    private final Field tags = new Field("tags");
    private final List<Field> touched = new ArrayList<>();
    private final RefusedKeys refused;
    private int size;
    private long dropped;

    public RowBatch(RowKind kind) {
        this(kind, RefusedKeys.NONE);
    }

    /** @param refused whose rows are dropped as they end */
    public RowBatch(RowKind kind, RefusedKeys refused) {
        this.kind = kind;
        this.refused = refused;
    }

    public RowKind kind() {
        return kind;
    }

    /** Rows ended so far. */
    public int size() {
        return size;
    }

    public boolean isFull() {
        return size == CAPACITY;
    }

    /** The event's own id, if it gave one. Profile rows: null. */
    public @Nullable String eventId(int row) {
        return ids[row];
    }

    /** The id of the profile that the row is about. */
    public String profile(int row) {
        return present(profiles[row]);
    }

    /** The event's name. */
    public String eventName(int row) {
        return present(names[row]);
    }

    /** The event's time, epoch milliseconds. */
    public long time(int row) {
        return times[row];
    }

    /** Attributes, or properties, in order of first appearance. */
    public Collection<Field> fields() {
        return fields.values();
    }

    /** Identities by keyspace, TEXT or NULL cells; profiles only. */
    public Collection<Field> identities() {
        return identities.values();
    }

    /** Tags: LIST cells whose elements are plain texts (not JSON), or NULL; profiles only. */
    public Field tags() {
        return tags;
    }

    /** Starts a profile row. May come after its fields are set. */
    public void begin(String profile) {
        profiles[size] = profile;
    }

    /** Starts an event row; like {@link #begin(String)}. */
    public void begin(@Nullable String eventId, String profile, String name, long timeMillis) {
        begin(profile);
        ids[size] = eventId;
        names[size] = name;
        times[size] = timeMillis;
    }

    public void setNull(String name) {
        field(fields, name).setNull(size);
    }

    public void set(String name, String value) {
        field(fields, name).setText(size, value);
    }

    public void set(String name, long value) {
        field(fields, name).setLong(size, value);
    }

    public void set(String name, BigDecimal value) {
        field(fields, name).setNumber(size, value);
    }

    public void set(String name, boolean value) {
        field(fields, name).setBoolean(size, value);
    }

    /** Sets a list; each element as JSON text. */
    public void set(String name, List<String> jsonElements) {
        field(fields, name).setList(size, List.copyOf(jsonElements));
    }

    /** Sets or, with null, clears a key. */
    public void setIdentity(String keyspace, @Nullable String key) {
        Field field = field(identities, keyspace);
        if (key == null) {
            field.setNull(size);
        } else {
            field.setText(size, key);
        }
    }

    /** Replaces the profile's tags; an empty list clears them. */
    public void setTags(List<String> plainTexts) {
        touched.add(tags);
        if (plainTexts.isEmpty()) {
            tags.setNull(size);
        } else {
            tags.setList(size, List.copyOf(plainTexts));
        }
    }

    /** Whether the row that was begun says anything about the field. */
    boolean isSet(String name) {
        Field field = fields.get(name);
        return field != null && field.kind(size) != CellKind.ABSENT;
    }

    /** Takes back, of the row that was begun, the field of this name and those below it. */
    void forget(String name) {
        String below = name + ".";
        forget(fields, field -> field.equals(name) || field.startsWith(below));
    }

    /** Takes back all fields of the row that was begun. */
    void forgetFields() {
        forget(fields, _ -> true);
    }

    /** Takes back all identities of the row that was begun. */
    void forgetIdentities() {
        forget(identities, _ -> true);
    }

    private void forget(Map<String, Field> map, Predicate<String> names) {
        for (Field field : touched) {
            if (field.equals(map.get(field.name())) && names.test(field.name())) {
                field.clear(size);
            }
        }
    }

    /** Keeps the row that was begun, or drops it where a key of its profile is refused. */
    public void end() {
        if (refused.hasId(profile(size)) || saysARefusedIdentity()) {
            dropped++;
            takeBack();
        } else {
            size++;
            touched.clear();
        }
    }

    private boolean saysARefusedIdentity() {
        for (Field field : touched) {
            boolean says = field.kind(size) == CellKind.TEXT && field.equals(identities.get(field.name()));
            if (says && refused.hasIdentity(field.name(), field.text(size))) {
                return true;
            }
        }
        return false;
    }

    /** Rows dropped since this was made. */
    public long dropped() {
        return dropped;
    }

    /** Forgets the row that was begun and all that was set on it. */
    public void takeBack() {
        touched.forEach(field -> field.clear(size));
        touched.clear();
    }

    /** Forgets all rows; the fields' names stay known while there are few of them. */
    public void clear() {
        if (fields.size() > 256) {
            fields.clear();
        }
        if (identities.size() > 256) {
            identities.clear();
        }
        for (Collection<Field> all : List.of(fields.values(), identities.values(), List.of(tags))) {
            for (Field field : all) {
                for (int row = 0; row < size; row++) {
                    field.clear(row);
                }
            }
        }
        size = 0;
    }

    private Field field(Map<String, Field> map, String name) {
        Field field = map.computeIfAbsent(name, Field::new);
        touched.add(field);
        return field;
    }

    private static String present(@Nullable String value) {
        if (value == null) {
            throw new IllegalStateException("the row does not have it");
        }
        return value;
    }
}
