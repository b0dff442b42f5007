package io.muster.engine.rows;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Utf8Test {

    private static final int[] EDGES = {
        0x00, 0x41, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xC1, 0xC2, 0xDF, 0xE0, 0xE1, 0xED, 0xEF, 0xF0,
        0xF1, 0xF4, 0xF5, 0xFF
    };

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void agreesWithTheJdksDecoder(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 50_000; i++) {
            byte[] bytes = new byte[1 + random.nextInt(6)];
            for (int j = 0; j < bytes.length; j++) {
                bytes[j] = (byte) EDGES[random.nextInt(EDGES.length)];
            }
            if (Utf8.isValid(bytes, 0, bytes.length) != decodes(bytes)) {
                fail("seed %d: %s".formatted(seed, Arrays.toString(bytes)));
            }
        }
    }

    @Test
    void storesPairsButNotHalves() {
        assertThat(Utf8.isStorable("a😀å\0")).isTrue();
        assertThat(Utf8.isStorable("\uD83D")).isFalse();
        assertThat(Utf8.isStorable("\uDE00\uD83D")).isFalse();
        assertThat(Utf8.isStorable("\uD83D\uD83D\uDE00")).isFalse();
    }

    private static boolean decodes(byte[] bytes) {
        try {
            UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }
}
