package io.muster.engine.duckdb;

import java.lang.foreign.Arena;
import java.util.Arrays;
import java.util.function.Supplier;

/** Ids that are other names of profiles, as exact and as safe for threads as {@link ProfileIndex}. */
final class AliasIndex {

    private final ProfileIndex ids;
    /** The profile's ordinal, by the number of its other name. */
    private volatile int[] ordinals = new int[16];

    AliasIndex(Supplier<Arena> arenas) {
        this.ids = new ProfileIndex(arenas);
    }

    /** The ordinal of the profile whose other name it is, or −1. */
    int find(byte[] id) {
        int number = ids.findOwn(id);
        return number < 0 ? -1 : ordinals[number];
    }

    void add(byte[] id, int ordinal) {
        int number = ids.size();
        int[] known = number < ordinals.length ? ordinals : Arrays.copyOf(ordinals, 2 * number);
        known[number] = ordinal;
        ordinals = known;
        ids.add(id);
    }

    /** Whether the profile has another name. */
    boolean has(int ordinal) {
        for (int number = 0; number < ids.size(); number++) {
            if (ordinals[number] == ordinal) {
                return true;
            }
        }
        return false;
    }

    /** Forgets the other names of a profile. */
    void forget(int ordinal) {
        for (int number = 0; number < ids.size(); number++) {
            if (ordinals[number] == ordinal) {
                ids.forgetOwn(number);
                ordinals[number] = -1;
            }
        }
    }
}
