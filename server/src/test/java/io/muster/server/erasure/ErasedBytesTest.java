package io.muster.server.erasure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.muster.model.testing.Seeds;
import io.muster.server.catalog.Catalog;
import io.muster.server.personal.Place;
import io.muster.server.test.Answer;
import io.muster.server.test.HttpReceiver;
import io.muster.server.test.Shop;
import io.muster.server.test.TestServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Looks at the bytes on the disk: nothing of whoever was erased is left in them, and nothing of a deleted project. */
class ErasedBytesTest {

    private static final Map<String, String> SETTINGS =
            Map.of("muster.outbound.allow", "127.0.0.0/8", "muster.job.poll", "50ms");

    @TempDir
    private Path directory;

    private final long seed = Seeds.of(ErasedBytesTest.class);
    private final Random random = new Random(seed);
    private final Traces erased = new Traces(random);
    private final Traces kept = new Traces(random);

    @Test
    void nothingOfWhoWasErasedIsLeftOnTheDisk() throws IOException {
        try (TestServer server = TestServer.start(directory, SETTINGS);
                HttpReceiver receiver = new HttpReceiver()) {
            Shop shop = fill(server, receiver);

            JsonNode erasure = erase(shop);

            assertThat(counted(erasure)).as("places where there was something").isEqualTo(walked());
            assertThat(erased.in(directory)).as("seed %d", seed).isEmpty();
            // The rejected rows' file and the answers went as a whole; the rest of the other person is there.
            assertThat(kept.in(directory))
                    .as("seed %d", seed)
                    .contains("id in projects", "attribute in projects", "email in projects", "event in projects")
                    .contains("held in catalog.sqlite", "response in catalog.sqlite", "event in subject-access");
        }
        assertThat(erased.in(directory)).as("after the end, seed %d", seed).isEmpty();
    }

    @Test
    void nothingOfADeletedProjectIsLeftOnTheDisk() throws IOException {
        try (TestServer server = TestServer.start(directory, SETTINGS);
                HttpReceiver receiver = new HttpReceiver()) {
            Shop shop = fill(server, receiver);

            Answer deleted = server.owner().delete(shop.path(""), "{\"name\": \"Shop\"}");
            await().until(() ->
                    server.owner().get(deleted.header("Location")).at("/state").equals("succeeded"));

            assertThat(erased.in(directory)).as("seed %d", seed).isEmpty();
            assertThat(kept.in(directory)).as("seed %d", seed).isEmpty();
        }
        assertThat(erased.in(directory)).as("after the end, seed %d", seed).isEmpty();
    }

    @Test
    void definitionsOfSchedulesInWordsAreNoHidingPlace() throws IOException {
        try (TestServer server = TestServer.start(directory, SETTINGS)) {
            Shop shop = Shop.empty(server.owner());
            shop.load("profiles", "{\"id\": \"" + erased.get("id") + "\"}\n{\"id\": \"" + kept.get("id") + "\"}");
            String words = "profile in ('" + erased.get("id") + "', '" + kept.get("id") + "')";
            String made = schedule(shop, "{\"tag\": \"vip\"}");
            String path = shop.path("/export-schedules/" + made);
            String tree = "{\"profiles\":[\"" + erased.get("id") + "\",\"" + kept.get("id") + "\"]}";
            Answer replaced = shop.client().put(path, plan("\"" + words + "\""));
            assertThat(replaced.status()).as(replaced.text()).isEqualTo(200);
            assertThat(replaced.json().get("export").get("definition").toString())
                    .isEqualTo(tree);
            String old = schedule(shop, "\"" + words + "\"");
            assertThat(shop.client().get(shop.path("/export-schedules/" + old)).text())
                    .contains(tree);
            server.bean(Catalog.class)
                    .change(db -> db.execute(
                            "update export_schedule set request = replace(request, ?, ?) where id = ?",
                            tree,
                            "\"" + words + "\"",
                            old));
            assertThat(shop.client().get(shop.path("/export-schedules/" + old)).text())
                    .contains(words);

            JsonNode erasure = erase(shop);

            assertThat(counted(erasure)).contains("definitions");
            for (String schedule : List.of(made, old)) {
                assertThat(shop.client()
                                .get(shop.path("/export-schedules/" + schedule))
                                .json()
                                .get("export")
                                .get("definition")
                                .toString())
                        .isEqualTo("{\"profiles\":[\"" + kept.get("id") + "\"]}");
            }
            assertThat(erased.in(directory)).as("seed %d", seed).isEmpty();
        }
    }

    private static String schedule(Shop shop, String definition) {
        Answer made = shop.client().post(shop.path("/export-schedules"), plan(definition));
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        return made.at("/id");
    }

    private static String plan(String definition) {
        return "{\"name\": \"Daily\", \"timing\": \"daily\", \"export\": {\"definition\": " + definition + "}}";
    }

    private Shop fill(TestServer server, HttpReceiver receiver) throws IOException {
        Shop shop = Shop.open(server.owner());
        for (Traces person : List.of(erased, kept)) {
            person.load(shop);
        }
        shop.load("events", others());
        for (Traces person : List.of(erased, kept)) {
            person.leave(shop, receiver);
            await().untilAsserted(() -> assertThat(person.in(directory)).contains("response in catalog.sqlite"));
            assertThat(person.in(directory)).as("seed %d", seed).containsAll(Traces.EVERYWHERE);
        }
        return shop;
    }

    private String others() {
        return IntStream.range(0, 500)
                .mapToObj(i -> ("{'profile':'p" + i % 50 + "','name':'Visit','time':'2026-01-02T00:00:00Z',"
                                + "'properties':{'page':'" + Long.toString(random.nextLong(), 36) + "'}}")
                        .replace('\'', '"'))
                .collect(Collectors.joining("\n"));
    }

    private JsonNode erase(Shop shop) {
        String body = "{'profiles':['" + erased.get("id") + "'],'identities':[{'keyspace':'email','key':'"
                + erased.get("held") + "'}],'suppress':true}";
        Answer asked = shop.client().post(shop.path("/erasures"), body.replace('\'', '"'));
        assertThat(asked.status()).as(asked.text()).isEqualTo(202);
        return shop.until("/erasures/" + asked.at("/id"), "succeeded");
    }

    private static List<String> counted(JsonNode erasure) {
        return erasure.get("places")
                .valueStream()
                .filter(place -> place.get("count").asLong() > 0)
                .map(place -> place.get("place").asString())
                .toList();
    }

    private static List<String> walked() {
        return Arrays.stream(Place.values())
                .filter(place -> place.care() == Place.Care.WALKED)
                .map(Place::text)
                .toList();
    }
}
