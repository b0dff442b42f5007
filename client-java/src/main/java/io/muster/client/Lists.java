package io.muster.client;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lists out of answers, where a member that is missing is an empty list. */
final class Lists {
    private Lists() {}

    static <T> List<T> copy(@Nullable List<T> list) {
        return list == null ? List.of() : List.copyOf(list);
    }
}
