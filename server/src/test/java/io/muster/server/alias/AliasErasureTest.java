package io.muster.server.alias;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSObject;
import io.muster.model.ProjectId;
import io.muster.server.project.Project;
import io.muster.server.project.Projects;
import io.muster.server.test.Answer;
import io.muster.server.test.Database;
import io.muster.server.test.OnEachDatabase;
import io.muster.server.test.Shop;
import io.muster.server.test.TestServer;
import java.text.ParseException;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Users with other names, who are erased. */
@OnEachDatabase
class AliasErasureTest {
    private final TestServer server;
    private final Shop shop;

    AliasErasureTest(Database database) {
        this.server = TestServer.on(database);
        this.shop = Shop.open(server.owner());
    }

    @Test
    void whatWasKeptUnderAnotherNameBeforeItWasOneIsErasedToo() throws ParseException {
        String export = shop.export("{\"definition\": {\"profiles\": [\"bo\"]}, \"columns\": [\"id\"]}")
                .get("id")
                .asString();
        Project project = server.bean(Projects.class)
                .find(new ProjectId(server.owner().get(shop.path("")).at("/id")))
                .orElseThrow();
        server.bean(Aliases.class).add(project, "bo", "anna");
        assertThat(shop.count("{\"event\":\"Order Completed\",\"count\":{\"gte\":4}}"))
                .isEqualTo(1);

        Answer dry =
                shop.client().post(shop.path("/erasures"), "{\"profiles\": [\"anna\", \"nobody\"], \"dry_run\": true}");
        assertThat(dry.at("/profiles")).as(dry.text()).isEqualTo("1");
        assertThat(dry.at("/unknown")).isEqualTo("1");

        Answer asked = shop.client().post(shop.path("/erasures"), "{\"profiles\": [\"anna\"], \"suppress\": true}");
        JsonNode erasure = shop.until("/erasures/" + asked.at("/id"), "succeeded");

        assertThat(erasure.get("profiles").asInt())
                .as("what she was before is nobody else")
                .isEqualTo(1);
        Answer receipt = shop.client().get(erasure.get("receipt").asString());
        assertThat(JWSObject.parse(receipt.text()).getPayload().toJSONObject()).containsEntry("profiles", 1L);
        assertThat(shop.client().get(shop.path("/exports/" + export + "/file")).status())
                .isEqualTo(410);
        Answer later = shop.client()
                .post(
                        shop.path("/profiles/import"),
                        "application/x-ndjson",
                        "{\"id\": \"bo\"}\n{\"id\": \"anna\"}".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        assertThat(later.json().get("suppressed").asInt()).as(later.text()).isEqualTo(2);
        server.bean(Aliases.class).add(project, "bo", "anna");
        assertThat(shop.client().get(shop.path("/profiles/anna")).status()).isEqualTo(404);
    }
}
