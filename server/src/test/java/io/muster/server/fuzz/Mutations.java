package io.muster.server.fuzz;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Spoils bytes in the ways that parsers are known to mind. Not for sharing between threads. */
final class Mutations {

    private static final int LONG = 3_000;

    private static final List<byte[]> FRAGMENTS = List.of(
            bytes("\""),
            bytes("'"),
            bytes("\\"),
            bytes("{"),
            bytes("}"),
            bytes("["),
            bytes("]"),
            bytes(","),
            bytes(":"),
            bytes("("),
            bytes(")"),
            bytes("&"),
            bytes("="),
            bytes("%"),
            bytes("%00"),
            bytes("%ff"),
            bytes("%zz"),
            bytes("+"),
            bytes("\u0000"),
            bytes("\n"),
            bytes("\r\n"),
            bytes("\t"),
            bytes("\u2028"),
            bytes("\ud83d\ude00"),
            bytes("\u202e"),
            new byte[] {(byte) 0xff},
            new byte[] {(byte) 0xc3},
            new byte[] {(byte) 0xed, (byte) 0xa0, (byte) 0x80},
            new byte[] {0x1f, (byte) 0x8b},
            new byte[] {0x28, (byte) 0xb5, 0x2f, (byte) 0xfd},
            bytes("0"),
            bytes("-1"),
            bytes("1e309"),
            bytes("1e999999999"),
            bytes("1e-999999999"),
            bytes("1e2147483647"),
            bytes("1e-400"),
            bytes("9223372036854775808"),
            bytes("-0"),
            bytes("NaN"),
            bytes("99999999999999999999999999999999999999"),
            bytes("2147483648"),
            bytes("null"),
            bytes("true"),
            bytes("{}"),
            bytes("[]"),
            bytes("\"\""),
            bytes("P99999999Y"),
            bytes("PT0S"),
            bytes("-P1D"),
            bytes("2026-02-30"),
            bytes("9999-12-31T23:59:60Z"),
            bytes("-9999-01-01"),
            bytes("Europe/Nowhere"),
            bytes("(?i)(a+)+$"),
            bytes("[[:alpha:]"),
            bytes("\\u0000"),
            bytes("\\ud800"),
            bytes("../"),
            bytes("; DROP TABLE profiles; --"),
            bytes("' OR ''='"),
            bytes("${jndi:ldap://x}"),
            bytes("{{7*7}}"),
            bytes("not "),
            bytes(" and "),
            bytes(" or "),
            bytes("did "),
            bytes("in last 7 days"),
            bytes("[".repeat(300)),
            bytes("(".repeat(300)),
            bytes("{\"not\":".repeat(200)),
            bytes("x".repeat(LONG)));

    private final Random random;

    Mutations(Random random) {
        this.random = random;
    }

    /** The bytes with one to five things wrong, or, seldom, as they were. */
    byte[] of(byte[] original) {
        byte[] bytes = original;
        for (int i = random.nextInt(6); i > 0; i--) {
            bytes = once(bytes);
        }
        return bytes;
    }

    private byte[] once(byte[] bytes) {
        int at = random.nextInt(bytes.length + 1);
        int to = Math.min(bytes.length, at + random.nextInt(20));
        return switch (random.nextInt(7)) {
            case 0 -> flipped(bytes, at);
            case 1 -> joined(bytes, at, to, new byte[0]);
            case 2 -> joined(bytes, at, at, Arrays.copyOfRange(bytes, at, to));
            case 3 -> Arrays.copyOf(bytes, at);
            case 4 -> joined(bytes, at, at, piece(bytes));
            default -> joined(bytes, at, random.nextBoolean() ? at : to, fragment());
        };
    }

    private byte[] fragment() {
        return FRAGMENTS.get(random.nextInt(FRAGMENTS.size()));
    }

    private byte[] piece(byte[] bytes) {
        int from = random.nextInt(bytes.length + 1);
        return Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + random.nextInt(200)));
    }

    private byte[] flipped(byte[] bytes, int at) {
        byte[] changed = bytes.clone();
        if (at < changed.length) {
            changed[at] ^= (byte) (1 << random.nextInt(8));
        }
        return changed;
    }

    private static byte[] joined(byte[] bytes, int from, int to, byte[] between) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(bytes, 0, from);
        out.writeBytes(between);
        out.write(bytes, to, bytes.length - to);
        return out.toByteArray();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
