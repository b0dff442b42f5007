package io.muster.server.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FindingTest {

    @Test
    void namesThatOthersGaveDoNotReachTheTerminal() {
        assertThat(Finding.advice("applications", "\u001b[2Jowner\nok\u009b \u202eall Åsa"))
                .hasToString("advice  applications     \\u001b[2Jowner\\u000aok\\u009b \\u202eall Åsa");
    }
}
