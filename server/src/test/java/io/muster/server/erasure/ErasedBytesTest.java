package io.muster.server.erasure;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.server.test.Answer;
import io.muster.server.test.Shop;
import io.muster.server.test.TestServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Looks at the bytes on the disk: nothing of whoever was erased is left in them. */
class ErasedBytesTest {

    private static final String MARK = "zq";

    @TempDir
    private Path directory;

    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);

    /** Values that are nowhere else, by where they were put. */
    private final Map<String, String> erased = marks();

    private final Map<String, String> kept = marks();

    private Map<String, String> marks() {
        Map<String, String> marks = new LinkedHashMap<>();
        for (String place : List.of(
                "id", "export", "attribute", "tag", "email", "event", "event-id", "list", "nested", "rejected")) {
            // No compression finds anything to share in it, and no dictionary takes it apart.
            marks.put(
                    place,
                    MARK + Long.toString(random.nextLong() >>> 1, 36) + Long.toString(random.nextLong() >>> 1, 36));
        }
        return marks;
    }

    @Test
    void nothingOfWhoWasErasedIsLeftOnTheDisk() throws IOException {
        try (TestServer server = TestServer.start(directory, Map.of())) {
            Shop shop = Shop.open(server.owner());
            fill(shop);
            use(shop, erased.get("id"));
            use(shop, kept.get("id"));
            List<String> before = places(erased, false);
            assertThat(before).as("what is found before, with seed %d", seed).contains("id", "attribute", "event");

            Answer asked = shop.client()
                    .post(shop.path("/erasures"), "{\"profiles\": [\"" + erased.get("id") + "\"], \"suppress\": true}");
            assertThat(asked.status()).as(asked.text()).isEqualTo(202);
            shop.until("/erasures/" + asked.at("/id"), "succeeded");

            assertThat(places(erased, true)).as("seed %d", seed).isEmpty();
            assertThat(places(kept, false))
                    .as("seed %d", seed)
                    .containsAll(List.of("id", "attribute", "email", "event"));
        }
        assertThat(places(erased, true)).as("after the end, seed %d", seed).isEmpty();
    }

    private void fill(Shop shop) {
        List<String> profiles = new ArrayList<>();
        List<String> events = new ArrayList<>();
        for (Map<String, String> marks : List.of(erased, kept)) {
            profiles.add(("{'id':'%s','attributes':{'name':'%s','address':{'city':'%s'},'likes':['%s','x']},"
                            + "'tags':['%s'],'identities':{'email':'%s'}}")
                    .formatted(
                            marks.get("id"),
                            marks.get("attribute"),
                            marks.get("nested"),
                            marks.get("list"),
                            marks.get("tag"),
                            marks.get("email"))
                    .replace('\'', '"'));
            events.add(
                    "{'id':'%s','profile':'%s','name':'Visit','time':'2026-01-01T00:00:00Z','properties':{'page':'%s'}}"
                            .formatted(marks.get("event-id"), marks.get("id"), marks.get("event"))
                            .replace('\'', '"'));
        }
        shop.load("profiles", String.join("\n", profiles));
        shop.load("events", String.join("\n", events));
        shop.load(
                "events",
                String.join(
                        "\n",
                        IntStream.range(0, 500)
                                .mapToObj(i -> ("{'profile':'p" + i % 50
                                                + "','name':'Visit','time':'2026-01-02T00:00:00Z',"
                                                + "'properties':{'page':'" + Long.toString(random.nextLong(), 36)
                                                + "'}}")
                                        .replace('\'', '"'))
                                .toList()));
    }

    /** Leaves traces of somebody in every place that there is. */
    private void use(Shop shop, String id) {
        String key = "s" + Math.abs(random.nextInt());
        shop.segment(key, "{\"any\": [{\"profiles\": [\"" + id + "\"]}, {\"tag\": \"vip\"}]}");
        shop.export("{\"segment\": \"" + key + "\", \"format\": \"csv\"}");
        String xlsx = shop.export("{\"segment\": \"" + key + "\", \"format\": \"parquet\"}")
                .get("id")
                .asString();
        assertThat(shop.client()
                        .get(shop.path("/exports/" + xlsx + "/file?format=ndjson"))
                        .status())
                .isEqualTo(200);
        shop.export("{\"profiles\": [\"" + id + "\"], \"format\": \"csv\"}");
        shop.client().post(shop.path("/segments"), "{\"name\": \"l" + key + "\", \"type\": \"static\"}");
        shop.client()
                .with("Content-Type", "text/csv")
                .post(
                        shop.path("/segments/l" + key + "/members?keyspace=email"),
                        "text/csv",
                        ("email\n" + id + "\n").getBytes(StandardCharsets.UTF_8));
        shop.client()
                .with("Idempotency-Key", key)
                .post(
                        shop.path("/profiles/import"),
                        "application/x-ndjson",
                        ("{\"id\": \"" + id + "\", \"time\": \"" + id + "\"}").getBytes(StandardCharsets.UTF_8));
        Answer access = shop.client().post(shop.path("/subject-access"), "{\"profile\": \"" + id + "\"}");
        assertThat(access.status()).as(access.text()).isEqualTo(202);
        shop.until("/subject-access/" + access.at("/id"), "succeeded");
    }

    /** The names of the marks that are in any file, with the files where these are asked for. */
    private List<String> places(Map<String, String> marks, boolean files) throws IOException {
        List<String> found = new ArrayList<>();
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                String content = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
                marks.forEach((name, mark) -> {
                    if (content.contains(mark)) {
                        found.add(files ? name + " in " + directory.relativize(file) : name);
                    }
                });
            }
        }
        return found;
    }
}
