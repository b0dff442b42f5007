package io.muster.engine.rows;

/** What can be stored as UTF-8 (RFC 3629), byte by byte and character by character. */
final class Utf8 {

    private Utf8() {}

    /** Whether the bytes are UTF-8: no overlong forms, no surrogates, nothing above U+10FFFF. */
    static boolean isValid(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to) {
            if (bytes[at] >= 0) {
                at++;
            } else {
                int length = sequence(bytes, at, to);
                if (length == 0) {
                    return false;
                }
                at += length;
            }
        }
        return true;
    }

    /** Whether every surrogate of the text has its other half. */
    static boolean isStorable(CharSequence text) {
        int length = text.length();
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (Character.isSurrogate(c)) {
                boolean pair =
                        Character.isHighSurrogate(c) && i + 1 < length && Character.isLowSurrogate(text.charAt(i + 1));
                if (!pair) {
                    return false;
                }
                i++;
            }
        }
        return true;
    }

    /** The length of the sequence that starts here, or 0 where there is none. */
    private static int sequence(byte[] bytes, int at, int to) {
        int first = bytes[at] & 0xFF;
        int length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
        if (first < 0xC2 || first > 0xF4 || at + length > to) {
            return 0;
        }
        int second = bytes[at + 1] & 0xFF;
        boolean valid =
                switch (first) {
                    case 0xE0 -> second >= 0xA0 && second <= 0xBF;
                    case 0xED -> second >= 0x80 && second <= 0x9F;
                    case 0xF0 -> second >= 0x90 && second <= 0xBF;
                    case 0xF4 -> second >= 0x80 && second <= 0x8F;
                    default -> second >= 0x80 && second <= 0xBF;
                };
        for (int i = 2; i < length; i++) {
            valid &= (bytes[at + i] & 0xC0) == 0x80;
        }
        return valid ? length : 0;
    }
}
