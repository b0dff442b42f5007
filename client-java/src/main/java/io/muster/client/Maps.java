package io.muster.client;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Maps out of answers, in the answer's order, where a member that is missing is an empty map. */
final class Maps {
    private Maps() {}

    static <V> Map<String, V> copy(@Nullable Map<String, V> map) {
        return map == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(map));
    }
}
