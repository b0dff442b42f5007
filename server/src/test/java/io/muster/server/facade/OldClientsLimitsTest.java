package io.muster.server.facade;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.server.test.Answer;
import io.muster.server.test.ApiClient;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What a project may use holds whichever interface is spoken. */
class OldClientsLimitsTest {
    private static final String REPORTS = "/audience/profiles/reports/segments";

    private final OldClients old = OldClients.open();
    private final ApiClient owner = old.server.owner();
    private final ApiClient mparticle = old.server.anybody().as(old.keys.clientId(), old.keys.clientSecret());
    private final ApiClient artisan = old.server
            .anybody()
            .with("Authorization", "Token token=\"" + old.keys.clientSecret() + "\"")
            .with("public-api-key", old.keys.clientId());
    private final JsonNode segment = old.shop.segment("Everyone", "{\"all\":[]}");
    private final ApiClient apsis = old.server.anybody().with("Authorization", "Bearer " + token());

    @Test
    void aRateOfExportsThatIsUsedUpIsSoForAll() {
        String export = owner.post(old.shop.path("/exports"), "{\"definition\":{\"all\":[]}}")
                .at("/id");
        old.shop.until("/exports/" + export, "succeeded");
        limit("{\"rates\":{\"export\":\"1/h\"}}");
        assertThat(owner.get(old.shop.path("/exports")).status()).isEqualTo(200);

        for (Supplier<Answer> each : List.<Supplier<Answer>>of(
                () -> mparticle.get("/service/v1/segments/list"),
                () -> mparticle.post(
                        "/service/v1/segments/export",
                        "{\"segmentId\":\"" + segment.get("id").asString() + "\"}"),
                () -> mparticle.get("/service/v1/segments/export/" + export),
                () -> artisan.get("/public/api/jobs"),
                () -> artisan.get("/public/api/status"),
                () -> artisan.get("/public/api/jobs/" + export),
                () -> artisan.get("/public/api/jobs/" + export + "/download"),
                () -> apsis.post(REPORTS, "{\"segment_definition\":{\"all\":[]}}"),
                () -> apsis.get(REPORTS + "/" + export),
                () -> apsis.get("/audience/v2/profiles/reports/segments/" + export))) {
            told(each.get());
        }
    }

    @Test
    void aRateOfReadsThatIsUsedUpIsSoForAll() {
        limit("{\"rates\":{\"read\":\"1/h\"}}");
        assertThat(owner.get(old.shop.path("")).status()).isEqualTo(200);

        told(apsis.get("/audience/segments"));
        told(apsis.get("/audience/keyspaces"));
        told(apsis.post("/audience/keyspaces/usercreated.keyspaces.profile-id/profiles/anna/evaluations", "{}"));
    }

    @Test
    void aRateOfWhatComesInIsCountedOnceARequest() {
        limit("{\"rates\":{\"ingest\":\"4/h\"}}");
        String user = "{\"apiKey\":\"" + old.keys.clientId() + "\",\"uniqueId\":\"anna\",\"properties\":{}}";

        for (int i = 0; i < 4; i++) {
            Answer kept = old.server.anybody().post("/service/identify", user);
            assertThat(kept.status()).as(kept.text()).isEqualTo(200);
        }

        told(old.server.anybody().post("/service/identify", user));
        told(old.server
                .anybody()
                .post("/service/event/batch", "{\"apiKey\":\"" + old.keys.clientId() + "\",\"events\":[]}"));
    }

    @Test
    void exportsAreCountedOnceARequest() {
        limit("{\"rates\":{\"export\":\"3/h\"}}");

        assertThat(artisan.get("/public/api/jobs").status()).isEqualTo(200);
        assertThat(mparticle.get("/service/v1/segments/list").status()).isEqualTo(200);
        Answer asked = apsis.post(REPORTS, "{\"segment_definition\":{\"all\":[]}}");
        assertThat(asked.status()).as(asked.text()).isEqualTo(202);
        told(mparticle.get("/service/v1/segments/list"));
    }

    @Test
    void aPlanWithoutExportsHasThemThroughNoInterface() {
        limit("{\"export_api\":false}");
        String id = segment.get("id").asString();
        Map<String, Supplier<Answer>> asked = Map.of(
                "our own",
                () -> owner.post(old.shop.path("/exports"), "{\"definition\":{\"all\":[]}}"),
                "a schedule",
                () -> owner.post(
                        old.shop.path("/export-schedules"),
                        "{\"name\":\"Daily\",\"timing\":\"daily\",\"export\":{\"definition\":{\"all\":[]}}}"),
                "Artisan's",
                () -> artisan.post("/public/api/apps/" + old.project + "/segments/" + id + "/export", "{}"),
                "Artisan's profiles",
                () -> artisan.post("/public/api/apps/" + old.project + "/users/export", "{}"),
                "mParticle's",
                () -> mparticle.post("/service/v1/segments/export", "{\"segmentId\":\"" + id + "\"}"),
                "APSIS One's",
                () -> apsis.post(REPORTS, "{\"segment_definition\":{\"all\":[]}}"));

        asked.forEach((name, ask) -> {
            Answer refused = ask.get();
            assertThat(refused.status()).as(name + ": " + refused.text()).isEqualTo(403);
            assertThat(refused.text()).as(name).contains("limits.export_api is false");
        });
        assertThat(owner.get(old.shop.path("/exports")).json().at("/items")).isEmpty();
    }

    private void limit(String limits) {
        Answer changed = owner.patch(old.shop.path(""), "{\"limits\":" + limits + "}");
        assertThat(changed.status()).as(changed.text()).isEqualTo(200);
    }

    private static void told(Answer refused) {
        assertThat(refused.status()).as(refused.text()).isEqualTo(429);
        assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(1, 3600);
        assertThat(refused.text()).contains("This project may do this");
    }

    private String token() {
        return old.server
                .anybody()
                .post(
                        "/oauth/token",
                        "{\"grant_type\":\"client_credentials\",\"client_id\":\"" + old.keys.clientId()
                                + "\",\"client_secret\":\"" + old.keys.clientSecret() + "\"}")
                .at("/access_token");
    }
}
