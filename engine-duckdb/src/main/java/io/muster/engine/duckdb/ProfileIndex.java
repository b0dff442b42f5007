package io.muster.engine.duckdb;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Profile ids by ordinal and ordinals by id, exact, outside Java's heap at some 35 bytes a profile. One thread at a
 * time may {@link #add}; any number may read meanwhile, and see at least what was there before they began.
 */
final class ProfileIndex {

    private static final ValueLayout.OfLong SLOT = ValueLayout.JAVA_LONG;
    private static final ValueLayout.OfLong WORD = ValueLayout.JAVA_LONG_UNALIGNED;
    private static final VarHandle SLOTS = SLOT.varHandle();
    private static final int OFFSETS_PER_BLOCK = 1 << 12;
    private static final int BLOCK_BITS = 22;
    private static final int FIRST_SLOTS = 1 << 10;
    /** The length of an id that is no longer there. */
    private static final int FORGOTTEN = -1;

    /** Makes it hard to choose ids that all fall together. */
    private static final long SEED = new SecureRandom().nextLong();

    private final Supplier<Arena> arenas;
    private volatile MemorySegment slots;
    /** Where each id starts: block in the high bits, byte in the low {@link #BLOCK_BITS}. */
    private volatile MemorySegment[] offsets = {};

    private volatile MemorySegment[] blocks = {};
    private volatile int size;
    private volatile @Nullable AliasIndex aliases;
    private long used;

    /** An empty index whose parts are taken from these arenas. */
    ProfileIndex(Supplier<Arena> arenas) {
        this.arenas = arenas;
        slots = newSlots(FIRST_SLOTS);
    }

    int size() {
        return size;
    }

    /** The ordinal of the profile whose id it is, or another name, or −1. */
    int find(byte[] id) {
        int ordinal = findOwn(id);
        return ordinal < 0 ? alias(id) : ordinal;
    }

    /** The ordinal of the profile whose id it is, or −1. */
    int findOwn(byte[] id) {
        return find(id, hash(id));
    }

    /** The ordinal of the profile whose other name it is, or −1. */
    int alias(byte[] id) {
        AliasIndex known = aliases;
        return known == null ? -1 : known.find(id);
    }

    /** Whether the profile has another name. */
    boolean hasAlias(int ordinal) {
        AliasIndex known = aliases;
        return known != null && known.has(ordinal);
    }

    /** Gives a profile another name, which is no profile's id. As {@link #add}, for one thread at a time. */
    void addAlias(byte[] id, int ordinal) {
        AliasIndex known = aliases;
        if (known == null) {
            known = new AliasIndex(arenas);
        }
        known.add(id, ordinal);
        aliases = known;
    }

    /** The id of an ordinal below {@link #size}; empty where it was forgotten. */
    Optional<String> id(int ordinal) {
        return Optional.ofNullable(read(ordinal)).map(Utf8::text);
    }

    /** The bytes of an id that was not forgotten. */
    byte[] bytes(int ordinal) {
        byte[] id = read(ordinal);
        if (id == null) {
            throw new IllegalStateException("the id of ordinal " + ordinal + " was forgotten");
        }
        return id;
    }

    private byte @Nullable [] read(int ordinal) {
        long offset = offset(ordinal);
        MemorySegment block = blocks[(int) (offset >>> BLOCK_BITS)];
        long start = offset & ((1L << BLOCK_BITS) - 1);
        int length = block.get(ValueLayout.JAVA_INT_UNALIGNED, start);
        if (length < 0) {
            return null;
        }
        byte[] id = new byte[length];
        MemorySegment.copy(block, ValueLayout.JAVA_BYTE, start + Integer.BYTES, id, 0, length);
        VarHandle.loadLoadFence();
        return block.get(ValueLayout.JAVA_INT_UNALIGNED, start) < 0 ? null : id;
    }

    /** Forgets the id and its other names, in memory too; the ordinal stays given. As {@link #add}, for one thread at a time. */
    void forget(int ordinal) {
        forgetOwn(ordinal);
        AliasIndex known = aliases;
        if (known != null) {
            known.forget(ordinal);
        }
    }

    void forgetOwn(int ordinal) {
        long offset = offset(ordinal);
        MemorySegment block = blocks[(int) (offset >>> BLOCK_BITS)];
        long start = offset & ((1L << BLOCK_BITS) - 1);
        int length = block.get(ValueLayout.JAVA_INT_UNALIGNED, start);
        if (length >= 0) {
            block.set(ValueLayout.JAVA_INT_UNALIGNED, start, FORGOTTEN);
            VarHandle.storeStoreFence();
            block.asSlice(start + Integer.BYTES, length).fill((byte) 0);
        }
    }

    /** Gives the next ordinal to an id that is forgotten. */
    void addForgotten() {
        int ordinal = size;
        store(ordinal, new byte[0]);
        forgetOwn(ordinal);
        size = ordinal + 1;
    }

    /** Gives an id that is not there the next ordinal. */
    int add(byte[] id) {
        int ordinal = size;
        store(ordinal, id);
        size = ordinal + 1;
        if ((ordinal + 1L) * 3 > slotCount() * 2) {
            grow();
        }
        put(slots, hash(id), ordinal);
        return ordinal;
    }

    private int find(byte[] id, long hash) {
        MemorySegment table = slots;
        long mask = table.byteSize() / Long.BYTES - 1;
        for (long slot = hash & mask; ; slot = (slot + 1) & mask) {
            long entry = (long) SLOTS.getAcquire(table, slot * Long.BYTES);
            if (entry == 0) {
                return -1;
            }
            int ordinal = (int) entry - 1;
            if (entry >>> 32 == hash >>> 32 && isId(ordinal, id)) {
                return ordinal;
            }
        }
    }

    private boolean isId(int ordinal, byte[] id) {
        long offset = offset(ordinal);
        MemorySegment block = blocks[(int) (offset >>> BLOCK_BITS)];
        long start = offset & ((1L << BLOCK_BITS) - 1);
        if (block.get(ValueLayout.JAVA_INT_UNALIGNED, start) != id.length) {
            return false;
        }
        long from = start + Integer.BYTES;
        return MemorySegment.mismatch(block, from, from + id.length, MemorySegment.ofArray(id), 0, id.length) < 0;
    }

    private long offset(int ordinal) {
        return offsets[ordinal / OFFSETS_PER_BLOCK].getAtIndex(SLOT, ordinal % OFFSETS_PER_BLOCK);
    }

    private void store(int ordinal, byte[] id) {
        long start = room(Integer.BYTES + id.length);
        MemorySegment block = blocks[(int) (start >>> BLOCK_BITS)];
        long at = start & ((1L << BLOCK_BITS) - 1);
        block.set(ValueLayout.JAVA_INT_UNALIGNED, at, id.length);
        MemorySegment.copy(id, 0, block, ValueLayout.JAVA_BYTE, at + Integer.BYTES, id.length);
        if (ordinal % OFFSETS_PER_BLOCK == 0) {
            offsets = with(offsets, memory((long) OFFSETS_PER_BLOCK * Long.BYTES));
        }
        offsets[ordinal / OFFSETS_PER_BLOCK].setAtIndex(SLOT, ordinal % OFFSETS_PER_BLOCK, start);
    }

    /** A place for so many bytes inside one block; an id longer than a block gets a block of its own size. */
    private long room(int length) {
        long capacity = blocks.length == 0 ? 0 : blocks[blocks.length - 1].byteSize();
        if (used + length > capacity) {
            long next = Math.min(1L << BLOCK_BITS, Math.max(1 << 14, capacity * 4));
            blocks = with(blocks, memory(Math.max(next, length)));
            used = 0;
        }
        long start = ((long) (blocks.length - 1) << BLOCK_BITS) + used;
        used += length;
        return start;
    }

    private void grow() {
        MemorySegment larger = newSlots(slotCount() * 2);
        for (int ordinal = 0; ordinal < size - 1; ordinal++) {
            byte[] id = read(ordinal);
            if (id != null) {
                put(larger, hash(id), ordinal);
            }
        }
        slots = larger;
    }

    private long slotCount() {
        return slots.byteSize() / Long.BYTES;
    }

    private static void put(MemorySegment table, long hash, int ordinal) {
        long mask = table.byteSize() / Long.BYTES - 1;
        long slot = hash & mask;
        while (table.getAtIndex(SLOT, slot) != 0) {
            slot = (slot + 1) & mask;
        }
        SLOTS.setRelease(table, slot * Long.BYTES, hash >>> 32 << 32 | (ordinal + 1));
    }

    private MemorySegment newSlots(long count) {
        return memory(count * Long.BYTES);
    }

    private MemorySegment memory(long bytes) {
        return arenas.get().allocate(bytes, Long.BYTES);
    }

    private static MemorySegment[] with(MemorySegment[] all, MemorySegment added) {
        MemorySegment[] more = Arrays.copyOf(all, all.length + 1);
        more[all.length] = added;
        return more;
    }

    private static long hash(byte[] id) {
        MemorySegment bytes = MemorySegment.ofArray(id);
        long hash = SEED ^ id.length;
        int at = 0;
        for (; at + Long.BYTES <= id.length; at += Long.BYTES) {
            hash = mix(hash ^ bytes.get(WORD, at));
        }
        long rest = 0;
        for (; at < id.length; at++) {
            rest = rest << 8 | (id[at] & 0xff);
        }
        return mix(hash ^ rest);
    }

    private static long mix(long value) {
        long mixed = (value ^ value >>> 32) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ mixed >>> 29) * 0x94D049BB133111EBL;
        return mixed ^ mixed >>> 32;
    }
}
