package io.muster.engine.testing;

import io.muster.model.condition.Test.VersionOrder;
import java.util.Arrays;

/** Dotted versions, part by part. */
final class ReferenceVersion {

    private static final String FORM = "[0-9]{1,9}(\\.[0-9]{1,9}){0,3}";

    private ReferenceVersion() {}

    static boolean satisfies(String text, VersionOrder order, String version) {
        if (!text.matches(FORM) || !version.matches(FORM)) {
            return false;
        }
        int compared = Arrays.compare(parts(text), parts(version));
        return switch (order) {
            case IS -> compared == 0;
            case LT -> compared < 0;
            case LTE -> compared <= 0;
            case GT -> compared > 0;
            case GTE -> compared >= 0;
        };
    }

    private static int[] parts(String version) {
        int[] parts = new int[4];
        String[] written = version.split("\\.", -1);
        for (int i = 0; i < written.length; i++) {
            parts[i] = Integer.parseInt(written[i]);
        }
        return parts;
    }
}
