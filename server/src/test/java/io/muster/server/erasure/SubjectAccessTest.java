package io.muster.server.erasure;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.server.test.Answer;
import io.muster.server.test.Database;
import io.muster.server.test.OnEachDatabase;
import io.muster.server.test.Shop;
import io.muster.server.test.TestServer;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** People who are told what is known of them. */
@OnEachDatabase
class SubjectAccessTest {

    private final Shop shop;

    SubjectAccessTest(Database database) {
        this.shop = Shop.open(TestServer.on(database).owner());
    }

    @Test
    void theFileTellsAllThatThereIsOfOne() {
        shop.segment("Swedes", "{\"attribute\": \"country\", \"is\": \"SE\"}");
        shop.segment("Named", "{\"profiles\": [\"anna\"]}");
        shop.export("{\"segment\": \"swedes\"}");
        JsonNode made = ask("{\"identity\": {\"keyspace\": \"email\", \"key\": \"anna@example.com\"}}");

        Answer file = shop.client().get(made.get("file").asString());
        assertThat(file.status()).as(file.text()).isEqualTo(200);
        List<JsonNode> lines =
                file.text().lines().map(JsonMapper.shared()::readTree).toList();
        Map<String, Long> kinds = lines.stream()
                .collect(Collectors.groupingBy(line -> line.get("kind").asString(), Collectors.counting()));

        assertThat(made.get("lines").asInt()).isEqualTo(lines.size());
        assertThat(kinds)
                .containsEntry("profile", 1L)
                .containsEntry("event", 3L)
                .containsEntry("membership", 2L)
                .containsEntry("export", 1L)
                .containsEntry("listed_in", 1L);
        assertThat(file.text()).contains("anna@example.com", "says \\\"hi\\\"").doesNotContain("\"bo\"");
        assertThat(made.toString()).doesNotContain("anna");
    }

    @Test
    void theFileGoesWhenItsTimeOrItsSubjectDoes() {
        JsonNode first = ask("{\"profile\": \"bo\"}");
        JsonNode second = ask("{\"profile\": \"bo\"}");
        assertThat(shop.client()
                        .delete(shop.path("/subject-access/" + first.get("id").asString()))
                        .status())
                .isEqualTo(204);
        assertThat(shop.client().get(first.get("file").asString()).status()).isEqualTo(410);

        Answer erasure = shop.client().post(shop.path("/erasures"), "{\"profiles\": [\"bo\"]}");
        shop.until("/erasures/" + erasure.at("/id"), "succeeded");
        assertThat(shop.client().get(second.get("file").asString()).status()).isEqualTo(410);
    }

    @Test
    void everyFaultOfARequestIsTold() {
        assertThat(post("{}").at("/code")).isEqualTo("invalid_request");
        assertThat(post("{\"profile\": \"a\", \"export_key\": \"b\"}").at("/code"))
                .isEqualTo("invalid_request");
        assertThat(post("{\"profile\": 1}").at("/code")).isEqualTo("wrong_type");
        assertThat(post("{\"identity\": {\"keyspace\": \"email\"}}").at("/code"))
                .isEqualTo("invalid_request");
        assertThat(post("{\"profile\": \"nobody\"}").status()).isEqualTo(404);
        shop.load("profiles", "{\"id\": \"twin\", \"identities\": {\"email\": \"anna@example.com\"}}");
        assertThat(post("{\"identity\": {\"keyspace\": \"email\", \"key\": \"anna@example.com\"}}")
                        .status())
                .isEqualTo(409);
    }

    private Answer post(String body) {
        return shop.client().post(shop.path("/subject-access"), body);
    }

    private JsonNode ask(String body) {
        Answer asked = post(body);
        assertThat(asked.status()).as(asked.text()).isEqualTo(202);
        return shop.until("/subject-access/" + asked.at("/id"), "succeeded");
    }
}
