package io.muster.bench.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ServerSettingsTest {

    private static final Pattern LAUNCHED = Pattern.compile("server_java=\\(([^)]*)\\)");

    @Test
    void serversAreStartedAsTheLauncherDoesButForTheirHeap() throws IOException {
        Matcher launched = LAUNCHED.matcher(Files.readString(Path.of("../muster")));
        assertThat(launched.find()).isTrue();

        List<String> flags = List.of(launched.group(1).strip().split("\\s+"));

        assertThat(flags.stream().filter(flag -> !flag.startsWith("-XX:MaxRAMPercentage")))
                .containsExactlyElementsOf(ServerSettings.AS_LAUNCHED);
    }
}
