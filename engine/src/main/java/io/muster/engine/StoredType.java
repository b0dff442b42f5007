package io.muster.engine;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How the values of a file's column are typed where the file has types, and how its texts are to be read where not. */
public sealed interface StoredType {

    /** As it is written down, such as {@code decimal(18,2)}; {@link #parse} reads it back. */
    String text();

    /** Unicode text. */
    record Text() implements StoredType {
        @Override
        public String text() {
            return "text";
        }
    }

    /** Instants to the millisecond, in UTC: {@code 2026-03-01T12:00:00.000Z} where the file has no types. */
    record Timestamp() implements StoredType {
        @Override
        public String text() {
            return "timestamp";
        }
    }

    /** JSON, which is text in files that neither are JSON themselves nor have a type for it. */
    record Json() implements StoredType {
        @Override
        public String text() {
            return "json";
        }
    }

    /** Whole numbers of 64 bits. */
    record Whole() implements StoredType {
        @Override
        public String text() {
            return "integer";
        }
    }

    /** Decimal numbers, exact in files of text; files with types have short ones as DOUBLE. */
    record Decimal(int precision, int scale) implements StoredType {

        /** The precision of what is short. */
        public static final int SHORT = 18;

        /** Digits that a number can have to survive a trip through a double. */
        public static final int DOUBLE_DIGITS = 15;

        /** Whether every value has {@link #DOUBLE_DIGITS} at most. */
        public boolean isShort() {
            return precision <= SHORT;
        }

        @Override
        public String text() {
            return "decimal(" + precision + "," + scale + ")";
        }
    }

    /** IEEE 754 numbers of 64 bits. */
    record Real() implements StoredType {
        @Override
        public String text() {
            return "double";
        }
    }

    /**
     * Numbers that no one of these types holds exactly, each in the shortest text that is exactly itself; text where the file has
     * types.
     */
    record Mixed() implements StoredType {
        @Override
        public String text() {
            return "number";
        }
    }

    record Bool() implements StoredType {
        @Override
        public String text() {
            return "boolean";
        }
    }

    /** Reads what {@link #text} wrote. */
    static StoredType parse(String text) {
        return switch (text) {
            case "text" -> new Text();
            case "timestamp" -> new Timestamp();
            case "json" -> new Json();
            case "integer" -> new Whole();
            case "double" -> new Real();
            case "number" -> new Mixed();
            case "boolean" -> new Bool();
            default -> decimal(text);
        };
    }

    private static StoredType decimal(String text) {
        Matcher parts = Pattern.compile("decimal\\((\\d+),(\\d+)\\)").matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException("no type of a column is written \"" + text + "\"");
        }
        return new Decimal(Integer.parseInt(parts.group(1)), Integer.parseInt(parts.group(2)));
    }
}
