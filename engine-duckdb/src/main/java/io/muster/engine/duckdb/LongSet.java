package io.muster.engine.duckdb;

/** A set of numbers other than 0. For one thread. */
final class LongSet {

    private long[] slots = new long[64];
    private int size;

    int size() {
        return size;
    }

    boolean has(long number) {
        return slots[slot(slots, number)] == number;
    }

    void add(long number) {
        int slot = slot(slots, number);
        if (slots[slot] == number) {
            return;
        }
        slots[slot] = number;
        size++;
        if (size * 2 > slots.length) {
            grow();
        }
    }

    private void grow() {
        long[] larger = new long[slots.length * 2];
        for (long number : slots) {
            if (number != 0) {
                larger[slot(larger, number)] = number;
            }
        }
        slots = larger;
    }

    /** Where the number is, or would be put. */
    private static int slot(long[] slots, long number) {
        int mask = slots.length - 1;
        int slot = (int) (number ^ number >>> 32) & mask;
        while (slots[slot] != 0 && slots[slot] != number) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }
}
