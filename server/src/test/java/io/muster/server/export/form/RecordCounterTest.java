package io.muster.server.export.form;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class RecordCounterTest {

    @Test
    void lineFeedsInsideOfQuotesEndNoCsvRecord() {
        assertThat(count(true, "id,note\n1,\"two\nlines, \"\"quoted\"\"\n\"\n2,x\n", 64))
                .isEqualTo(3);
    }

    @Test
    void everyLineFeedEndsAnNdjsonRecord() {
        assertThat(count(false, "{\"a\":\"\\\"\"}\n{\"a\":\"\"}\n", 64)).isEqualTo(2);
    }

    @RepeatedTest(50)
    void agreesWithCountingByteByByte(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 500; i++) {
            text.append("ab\n\",é\u00ff\u010a".charAt(random.nextInt(8)));
        }
        long expected = 0;
        boolean quoted = false;
        for (byte b : text.toString().getBytes(StandardCharsets.UTF_8)) {
            quoted ^= b == '"';
            expected += b == '\n' && !quoted ? 1 : 0;
        }

        assertThat(count(true, text.toString(), 1 + random.nextInt(40))).isEqualTo(expected);
    }

    private static long count(boolean quotes, String text, int step) {
        RecordCounter counter = quotes ? RecordCounter.csv('"') : RecordCounter.json();
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        for (int at = 0; at < bytes.length; at += step) {
            int length = Math.min(step, bytes.length - at);
            byte[] part = new byte[step];
            System.arraycopy(bytes, at, part, 0, length);
            counter.add(part, length);
        }
        return counter.records();
    }
}
