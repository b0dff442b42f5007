package io.muster.server.segment.upload;

import io.muster.engine.Deadline;
import io.muster.engine.EngineSnapshot;
import io.muster.engine.FormulaGuard;
import io.muster.engine.KeyKind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.roaringbitmap.RoaringBitmap;

/** Keys that are looked up together. For one thread. */
final class KeyBatch {

    private final List<String> keys = new ArrayList<>();
    private final List<Long> lines = new ArrayList<>();

    void add(String key, long line) {
        keys.add(key);
        lines.add(line);
    }

    int size() {
        return keys.size();
    }

    void clear() {
        keys.clear();
        lines.clear();
    }

    /** A key that no profile has, and where it was. */
    record Miss(String key, long line) {}

    /**
     * @param keys what the profiles are called by, in order, be there one or not
     * @param missing those of them that no profile has
     */
    record Result(RoaringBitmap found, List<String> keys, List<Miss> missing) {}

    /**
     * Looks the keys up.
     *
     * @param guarded whether they may have an export's guard against formulas: what no profile has as it is written means
     *     the key without it
     */
    Result lookUp(KeyKind kind, boolean guarded, EngineSnapshot snapshot, Deadline deadline) {
        Set<String> asked = new HashSet<>(keys);
        if (guarded) {
            keys.forEach(key -> asked.add(FormulaGuard.unguard(key)));
        }
        Map<String, List<Integer>> ordinals = snapshot.ordinals(kind, asked, deadline);
        RoaringBitmap found = new RoaringBitmap();
        List<String> meant = new ArrayList<>(keys.size());
        List<Miss> missing = new ArrayList<>();
        for (int i = 0; i < keys.size(); i++) {
            String written = keys.get(i);
            String key = !guarded || ordinals.containsKey(written) ? written : FormulaGuard.unguard(written);
            List<Integer> profiles = ordinals.get(key);
            meant.add(key);
            if (profiles == null) {
                missing.add(new Miss(key, lines.get(i)));
            } else {
                profiles.forEach(found::add);
            }
        }
        return new Result(found, meant, missing);
    }
}
