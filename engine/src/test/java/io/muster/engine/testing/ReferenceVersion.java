package io.muster.engine.testing;

import io.muster.model.condition.Test.VersionOrder;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Dotted versions as texts that sort as they do. */
final class ReferenceVersion {

    private static final String FORM = "[0-9]{1,9}(\\.[0-9]{1,9}){0,3}";

    private ReferenceVersion() {}

    static boolean satisfies(String text, VersionOrder order, String version) {
        if (!text.matches(FORM) || !version.matches(FORM)) {
            return false;
        }
        String own = sortable(text);
        String other = sortable(version);
        return switch (order) {
            case IS -> own.equals(other);
            case LT -> own.compareTo(other) < 0;
            case LTE -> own.compareTo(other) <= 0;
            case GT -> own.compareTo(other) > 0;
            case GTE -> own.compareTo(other) >= 0;
        };
    }

    /** Four parts of nine digits. */
    private static String sortable(String version) {
        return Stream.concat(Arrays.stream(version.split("\\.")), Stream.generate(() -> "0"))
                .limit(4)
                .map(part -> "%09d".formatted(Long.valueOf(part)))
                .collect(Collectors.joining("."));
    }
}
