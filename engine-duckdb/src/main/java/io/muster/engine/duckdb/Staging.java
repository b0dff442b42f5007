package io.muster.engine.duckdb;

import io.muster.engine.Deadline;
import io.muster.engine.rows.RowKind;
import java.lang.foreign.Arena;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/**
 * The rows of one or several imports on their way to a common commit: by table, with their profiles looked up. For one
 * thread.
 */
final class Staging implements AutoCloseable {

    /** Rows kept in memory; beyond that the largest tables are spilled. */
    private static final int IN_MEMORY = 1 << 17;

    private final Session session;
    private final RowSources sources;
    private final RowKind kind;
    private final ProfileIndex index;
    private final Map<String, StagedTable> tables = new LinkedHashMap<>();
    private final RoaringBitmap unneeded = new RoaringBitmap();
    private @Nullable Arena arena;
    private @Nullable ProfileIndex newIds;
    private long total;
    private int inMemory;

    Staging(Session session, RowSources sources, RowKind kind, ProfileIndex index) {
        this.session = session;
        this.sources = sources;
        this.kind = kind;
        this.index = index;
    }

    /** Adds a batch of the import of that number; 0 for the only one. New ids are numbered in the batch's order. */
    void add(int source, RowsOfBatch batch) {
        int[] numbers = new int[batch.size()];
        for (int place = 0; place < numbers.length; place++) {
            numbers[place] = profile(batch.profiles()[place]);
        }
        for (Rows rows : batch.byTable()) {
            int[] profiles =
                    Arrays.stream(rows.places()).map(place -> numbers[place]).toArray();
            tables.computeIfAbsent(rows.event(), event -> new StagedTable(session, sources, event, tables.size()))
                    .add(new RowsSource.Part(rows, source, total, profiles));
        }
        total += batch.size();
        inMemory += batch.size();
    }

    /** Keeps memory bounded: spills the tables with most rows until half of the room is free. */
    void spillIfLarge(Deadline deadline) {
        if (inMemory < IN_MEMORY) {
            return;
        }
        List<StagedTable> largest = tables.values().stream()
                .sorted(Comparator.comparingInt(StagedTable::inMemory).reversed())
                .toList();
        for (StagedTable table : largest) {
            if (inMemory > IN_MEMORY / 2) {
                inMemory -= table.inMemory();
                table.spill(deadline);
            }
        }
    }

    /** A new id stays one through the whole staging, even if another import commits it meanwhile. */
    private int profile(byte[] id) {
        if (newIds != null) {
            int number = newIds.find(id);
            if (number >= 0) {
                return -1 - number;
            }
        }
        int ordinal = index.find(id);
        return ordinal >= 0 ? ordinal : -1 - newIds().add(id);
    }

    private ProfileIndex newIds() {
        if (newIds == null) {
            Arena shared = Arena.ofShared();
            arena = shared;
            newIds = new ProfileIndex(() -> shared);
        }
        return newIds;
    }

    Session session() {
        return session;
    }

    RowSources sources() {
        return sources;
    }

    RowKind kind() {
        return kind;
    }

    List<StagedTable> tables() {
        return List.copyOf(tables.values());
    }

    /** Ids that were unknown when their first row came. */
    List<byte[]> unknownIds() {
        ProfileIndex ids = newIds;
        return ids == null
                ? List.of()
                : new AbstractList<>() {
                    @Override
                    public byte[] get(int number) {
                        return ids.bytes(number);
                    }

                    @Override
                    public int size() {
                        return ids.size();
                    }
                };
    }

    /** Does what has to be done to the rows that are here, in this order, and tells how many were taken out. */
    long apply(Collection<StagedChange> changes, Deadline deadline) {
        long taken = 0;
        List<ErasedId> erased = new ArrayList<>();
        for (StagedChange change : changes) {
            switch (change) {
                case StagedChange.Erased(ErasedId profile) -> erased.add(profile);
                case StagedChange.Refused(Map<String, Set<String>> identities) -> taken += cut(identities, deadline);
                case StagedChange.Aliased alias -> {
                    taken += cut(erased, deadline);
                    erased.clear();
                    move(alias, deadline);
                }
            }
        }
        return taken + cut(erased, deadline);
    }

    private void move(StagedChange.Aliased alias, Deadline deadline) {
        List<Integer> profiles = new ArrayList<>();
        if (alias.was() >= 0) {
            profiles.add(alias.was());
        }
        int number = newIds == null ? -1 : newIds.findOwn(alias.id());
        if (number >= 0) {
            profiles.add(-1 - number);
            unneeded.add(number);
        }
        if (!profiles.isEmpty()) {
            tables.values().forEach(table -> table.move(profiles, alias.ordinal(), deadline));
        }
    }

    /** Takes out the rows of profiles that were erased since they came, and tells how many. */
    private long cut(Collection<ErasedId> erased, Deadline deadline) {
        if (erased.isEmpty()) {
            return 0;
        }
        List<Integer> profiles = new ArrayList<>();
        for (ErasedId each : erased) {
            if (each.ordinal() >= 0) {
                profiles.add(each.ordinal());
            }
            int number = newIds == null ? -1 : newIds.find(each.id());
            if (number >= 0) {
                profiles.add(-1 - number);
                unneeded.add(number);
            }
        }
        return profiles.isEmpty()
                ? 0
                : tables.values().stream()
                        .mapToLong(table -> table.cut(profiles, deadline))
                        .sum();
    }

    /** Takes out the rows that say one of these identities, and tells how many. */
    private long cut(Map<String, Set<String>> identities, Deadline deadline) {
        long taken = 0;
        for (StagedTable table : tables.values()) {
            taken += table.cut(identities, deadline);
        }
        if (taken > 0) {
            RoaringBitmap left = new RoaringBitmap();
            tables.values().forEach(table -> left.or(table.newIds(deadline)));
            unneeded.or(RoaringBitmap.andNot(neededIds(), left));
        }
        return taken;
    }

    /** Numbers of the unknown ids that rows are left of. */
    RoaringBitmap neededIds() {
        RoaringBitmap needed = RoaringBitmap.bitmapOfRange(0, unknownIds().size());
        needed.andNot(unneeded);
        return needed;
    }

    long total() {
        return total;
    }

    @Override
    public void close() {
        tables.values().forEach(StagedTable::drop);
        if (arena != null) {
            arena.close();
        }
    }
}
