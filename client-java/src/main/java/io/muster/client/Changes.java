package io.muster.client;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Members to change of something, and their new values; {@code null} is a value, and takes the old one away. */
record Changes(Map<String, @Nullable Object> members) {
    static final Changes NONE = new Changes(Map.of());

    Changes with(String member, @Nullable Object value) {
        Map<String, @Nullable Object> all = new LinkedHashMap<>(members);
        all.put(member, value);
        return new Changes(Collections.unmodifiableMap(all));
    }
}
