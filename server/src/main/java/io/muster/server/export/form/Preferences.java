package io.muster.server.export.form;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A header of alternatives with q-values: {@code Accept} or {@code Accept-Encoding}. What cannot be read in it is skipped. */
final class Preferences {

    private final List<Alternative> alternatives;

    private Preferences(List<Alternative> alternatives) {
        this.alternatives = alternatives;
    }

    private record Alternative(String name, double quality) {}

    /** @param header null where there is none, which allows everything */
    static Preferences of(@Nullable String header) {
        List<Alternative> alternatives = new ArrayList<>();
        for (String part : header == null ? new String[] {} : header.split(",")) {
            String[] pieces = part.split(";", -1);
            String name = pieces[0].strip().toLowerCase(Locale.ROOT);
            if (!name.isEmpty()) {
                alternatives.add(new Alternative(name, quality(pieces)));
            }
        }
        return new Preferences(alternatives);
    }

    private static double quality(String[] pieces) {
        for (int i = 1; i < pieces.length; i++) {
            String piece = pieces[i].strip().toLowerCase(Locale.ROOT);
            if (piece.matches("q\\s*=\\s*(0(\\.[0-9]{0,3})?|1(\\.0{0,3})?)")) {
                return Double.parseDouble(
                        piece.substring(piece.indexOf('=') + 1).strip());
            }
        }
        return 1;
    }

    /** How much a media type is wanted: by its own name, its kind ({@code text/*}) or any ({@code *}{@code /*}). */
    double ofType(String type) {
        if (alternatives.isEmpty()) {
            return 1;
        }
        return first(type, type.substring(0, type.indexOf('/')) + "/*", "*/*", "*");
    }

    /** How much it is wanted by this very name; 0 where that is not there. */
    double ofName(String name) {
        return first(name);
    }

    /** How much a content coding is wanted. */
    double ofCoding(String coding) {
        return alternatives.isEmpty() ? 0 : first(coding, "*");
    }

    /** How much bytes as they are are wanted: a little, even where nobody says so (RFC 9110, 12.5.3). */
    double ofIdentity() {
        boolean named = alternatives.stream()
                .anyMatch(it -> it.name().equals("identity") || (it.name().equals("*") && it.quality() == 0));
        return named ? first("identity", "*") : 0.0001;
    }

    /** The quality of the first of the names that is there. */
    private double first(String... names) {
        for (String name : names) {
            for (Alternative alternative : alternatives) {
                if (alternative.name().equals(name)) {
                    return alternative.quality();
                }
            }
        }
        return 0;
    }
}
