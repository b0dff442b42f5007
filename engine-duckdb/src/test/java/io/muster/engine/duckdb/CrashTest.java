package io.muster.engine.duckdb;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.engine.Deadline;
import io.muster.engine.EngineSnapshot;
import io.muster.engine.EngineSnapshot.Member;
import io.muster.engine.Event;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CrashTest {

    private static final int KILLS = 4;
    private static final int IMPORTS = 150;

    @TempDir
    Path directory;

    @Test
    void keepsEveryAcknowledgedImportWholeWhenKilled() throws Exception {
        Map<String, Integer> acknowledged = new HashMap<>();
        Map<String, Integer> ordinals = new HashMap<>();
        for (int kill = 0; kill < KILLS; kill++) {
            importUntilKilled(kill * 1_000_000, acknowledged);
            ordinals.putAll(check(acknowledged, ordinals));
        }
    }

    private void importUntilKilled(int first, Map<String, Integer> acknowledged)
            throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        CrashingImports.class.getName(),
                        directory.toString(),
                        String.valueOf(first))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (int line = 0; line < IMPORTS; line++) {
                String text = lines.readLine();
                if (text == null) {
                    throw new AssertionError("the importing program ended by itself");
                }
                String[] words = text.split(" ", -1);
                acknowledged.put(words[0] + "-" + words[1], Integer.parseInt(words[2]));
            }
            process.destroyForcibly();
            process.waitFor();
        }
    }

    private Map<String, Integer> check(Map<String, Integer> acknowledged, Map<String, Integer> before) {
        try (TestProject project = new TestProject(directory);
                EngineSnapshot snapshot = project.engine.snapshot(TestProject.ID)) {
            List<Member> members =
                    snapshot.members(snapshot.everyone(Deadline.none()), -1, Integer.MAX_VALUE, Deadline.none());
            Map<String, Integer> ordinals = new HashMap<>();
            members.forEach(member -> assertThat(ordinals.put(member.id(), member.ordinal()))
                    .as("profiles called " + member.id())
                    .isNull());
            assertThat(ordinals.keySet()).containsAll(acknowledged.keySet());
            assertThat(ordinals).containsAllEntriesOf(before);
            assertThat(new HashSet<>(ordinals.values())).hasSize(members.size());
            for (Member member : members) {
                checkWhole(snapshot, member.id());
            }
            return ordinals;
        }
    }

    /** Acknowledged or not, an import is there as a whole. */
    private static void checkWhole(EngineSnapshot snapshot, String id) {
        int number = Integer.parseInt(id.substring(id.indexOf('-') + 1));
        List<Event> events = snapshot.events(id, null, 100, Deadline.none());
        assertThat(events).as("events of " + id).hasSize(CrashingImports.rows(number));
        Set<Object> texts = new HashSet<>();
        events.forEach(event -> texts.add(event.properties().get("text")));
        assertThat(texts).isEqualTo(Set.of("import " + number));
    }
}
