package io.muster.server.segment.upload;

import io.muster.engine.Deadline;
import io.muster.engine.EngineSnapshot;
import io.muster.engine.KeyKind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.roaringbitmap.RoaringBitmap;

/** Keys that are looked up together. For one thread. */
final class KeyBatch {

    /** What an export writes before a text that a spreadsheet would take for a formula. */
    private static final char GUARD = '\'';

    private static final String GUARDED = "=+-@\t\r";

    private final List<String> keys = new ArrayList<>();
    private final List<Long> lines = new ArrayList<>();

    void add(String key, long line) {
        keys.add(key);
        lines.add(line);
    }

    int size() {
        return keys.size();
    }

    /** The keys that the catalogue can keep. */
    List<String> storable(int longest) {
        return keys.stream().filter(key -> KeySorting.isStorable(key, longest)).toList();
    }

    void clear() {
        keys.clear();
        lines.clear();
    }

    /** A key that no profile has, and where it was. */
    record Miss(String key, long line) {}

    /** The profiles that were found, and what was not, in order. */
    record Result(RoaringBitmap found, List<Miss> missing) {}

    /** A key that starts as a guarded formula in an export's file is also looked for without its guard. */
    Result lookUp(KeyKind kind, EngineSnapshot snapshot, Deadline deadline) {
        Set<String> asked = new HashSet<>(keys);
        keys.stream().filter(KeyBatch::isGuarded).map(key -> key.substring(1)).forEach(asked::add);
        Map<String, List<Integer>> ordinals = snapshot.ordinals(kind, asked, deadline);
        RoaringBitmap found = new RoaringBitmap();
        List<Miss> missing = new ArrayList<>();
        for (int i = 0; i < keys.size(); i++) {
            String key = keys.get(i);
            List<Integer> profiles = ordinals.get(key);
            if (profiles == null && isGuarded(key)) {
                profiles = ordinals.get(key.substring(1));
            }
            if (profiles == null) {
                missing.add(new Miss(key, lines.get(i)));
            } else {
                profiles.forEach(found::add);
            }
        }
        return new Result(found, missing);
    }

    private static boolean isGuarded(String key) {
        return key.length() > 1 && key.charAt(0) == GUARD && GUARDED.indexOf(key.charAt(1)) >= 0;
    }
}
