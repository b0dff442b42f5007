package io.muster.server.facade.artisan;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.server.conformance.Proves;
import io.muster.server.test.Answer;
import io.muster.server.test.ApiClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ArtisanProfilesTest {
    private final ArtisanApp app = ArtisanApp.open();

    @Test
    @Proves({"artisan-14", "artisan-41", "artisan-42", "artisan-63"})
    void getsOneByItsDeviceId() {
        String ios = app.segment("iOS", ArtisanApp.IOS);
        app.segment("Norway", "{\"attribute\":\"country\",\"is\":\"NO\"}");
        String swedes = app.segment("Swedes", "{\"attribute\":\"country\",\"is\":\"SE\"}");

        Answer one = app.client.get(app.path("/users/" + ArtisanApp.DEVICE));

        assertThat(one.json()).isEqualTo(json("""
                {"success":true,"response":{"identifier":"%s","identifierSource":"artisan","href":"%s","attributes":{
                 "country":"SE","currentSegments":"%s,%s","device":"phone","interests":"[\\"golf\\",7]","opted_in":"true",
                 "os":"iOS","spent":"12.5","visits":"12"}}}""".formatted(
                        ArtisanApp.DEVICE, app.path("/users/" + ArtisanApp.DEVICE), ios, swedes)));
        Answer other = app.client.get(app.path("/users/" + ArtisanApp.OTHER_DEVICE));
        assertThat(other.at("/response/attributes/visits")).isEmpty();
        assertThat(other.json().at("/response/attributes").propertyNames())
                .containsExactlyElementsOf(one.json().at("/response/attributes").propertyNames());
        assertThat(app.client.get(one.at("/response/href")).json()).isEqualTo(one.json());
    }

    @Test
    @Proves({"artisan-16", "artisan-34"})
    void getsOneByItsSharedUserId() {
        Answer one = app.client.get(app.path("/users/" + ArtisanApp.SHARED + "?source=custom"));

        assertThat(one.at("/response/identifier")).isEqualTo(ArtisanApp.SHARED);
        assertThat(one.at("/response/identifierSource")).isEqualTo("custom");
        assertThat(one.at("/response/attributes/device")).isEqualTo("phone");
        Answer later = app.client.get(app.path("/users/shared_id/" + ArtisanApp.SHARED));
        assertThat(later.json()).isEqualTo(one.json());
        assertThat(app.client.get(one.at("/response/href")).json()).isEqualTo(one.json());
        assertThat(app.client.get(app.path("/users/" + ArtisanApp.SHARED)).status())
                .isEqualTo(404);
    }

    @Test
    @Proves({"artisan-15", "artisan-65"})
    void getsSeveralInTheOrderAsked() {
        Answer several = app.client.get(
                app.path("/users?ids=" + ArtisanApp.THIRD_DEVICE + ",nobody," + ArtisanApp.DEVICE));

        assertThat(several.json().get("success").asBoolean()).isTrue();
        assertThat(identifiers(several)).containsExactly(ArtisanApp.THIRD_DEVICE, ArtisanApp.DEVICE);
        assertThat(several.json().get("missing")).isEqualTo(json("[\"nobody\"]"));
        assertThat(several.json().at("/response/1"))
                .isEqualTo(app.client
                        .get(app.path("/users/" + ArtisanApp.DEVICE))
                        .json()
                        .get("response"));
    }

    @Test
    @Proves("artisan-17")
    void getsSeveralByTheirSharedUserIds() {
        Answer several = app.client.get(app.path("/users?source=custom&ids=shared_user_id_1,shared_user_id_2"));

        assertThat(identifiers(several)).containsExactly("shared_user_id_1", "shared_user_id_2");
        assertThat(several.at("/response/0/attributes/os")).isEqualTo("Android");
        assertThat(several.json().get("missing")).isEmpty();
    }

    @Test
    @Proves({"artisan-18", "artisan-33", "artisan-61"})
    void parametersMayComeInTheQueryAFormOrJsonByGetAndByPost() {
        JsonNode expected = app.client
                .get(app.path("/users?source=custom&ids=shared_user_id_1,shared_user_id_2"))
                .json();
        String json = "{\"source\": \"custom\", \"ids\": \"shared_user_id_1,shared_user_id_2\"}";
        String list = "{\"source\": \"custom\", \"ids\": [\"shared_user_id_1\", \"shared_user_id_2\"]}";
        String form = "source=custom&ids=shared_user_id_1%2Cshared_user_id_2";
        String rails = "source=custom&ids[]=shared_user_id_1&ids%5B%5D=shared_user_id_2";
        ApiClient asForm = app.client.with("Content-Type", "application/x-www-form-urlencoded");

        for (String method : List.of("GET", "POST")) {
            for (String body : List.of(json, list, form, rails)) {
                assertThat(send(app.client, method, "/users", body).json()).as("%s %s", method, body).isEqualTo(expected);
            }
            assertThat(send(asForm, method, "/users", form).json()).isEqualTo(expected);
            assertThat(send(app.client, method, "/users?source=custom&ids=shared_user_id_1,shared_user_id_2", "")
                            .json())
                    .isEqualTo(expected);
            assertThat(send(app.client, method, "/users/" + ArtisanApp.SHARED, "{\"source\":\"custom\"}")
                            .at("/response/identifierSource"))
                    .isEqualTo("custom");
        }
    }

    @Test
    @Proves({"artisan-43", "artisan-64"})
    void anUnknownProfileIsNotFound() {
        Answer unknown = app.client.get(app.path("/users/a%20b%2Fc"));

        assertThat(unknown.status()).isEqualTo(404);
        assertThat(unknown.text()).isEqualTo("{\"success\":false,\"error\":\"Profile with the key a b/c does not exist.\"}");
        assertThat(app.client.get(app.path("/users/shared_id/nobody")).status()).isEqualTo(404);
    }

    @Test
    @Proves("artisan-47")
    void badParametersAreAnsweredInTheEnvelope() {
        for (String path : List.of("/users", "/users?ids=", "/users?ids=a&source=neither")) {
            Answer refused = app.client.get(app.path(path));

            assertThat(refused.status()).as(path).isEqualTo(400);
            assertThat(refused.json().propertyNames()).containsExactly("success", "error");
            assertThat(refused.json().get("success").asBoolean()).isFalse();
            assertThat(refused.at("/error")).isNotBlank();
        }
        assertThat(app.client.post(app.path("/users"), "{\"ids\": ").status()).isEqualTo(400);
        assertThat(app.client.post(app.path("/users"), "ids=%ZZ").status()).isEqualTo(400);
        assertThat(app.client.post(app.path("/users"), "{\"ids\": {\"a\": 1}}").status()).isBetween(400, 422);
        assertThat(app.client.delete(app.path("/users")).json().propertyNames()).containsExactly("success", "error");
        assertThat(app.client.get("/public/api/nothing").text()).startsWith("{\"success\":false,\"error\":");
    }

    @Test
    @Proves({"artisan-19", "artisan-35", "artisan-75"})
    void profilesAreExportedAndDownloaded() {
        String named = ArtisanApp.job(app.client.post(
                app.path("/users/export"), "{\"ids\":\"" + ArtisanApp.DEVICE + "," + ArtisanApp.THIRD_DEVICE + "\"}"));
        String everyone = ArtisanApp.job(app.client.post(app.path("/users/export"), ""));

        assertThat(app.until(named, "COMPLETE").at("/type")).isEqualTo("Profiles Export");
        assertThat(app.until(everyone, "COMPLETE").at("/identifier")).isEqualTo(app.app);
        assertThat(ids(named)).containsExactlyInAnyOrder(ArtisanApp.DEVICE, ArtisanApp.THIRD_DEVICE);
        assertThat(ids(everyone)).hasSize(3);
        assertThat(app.client.get(app.path("/users/" + named + "/download")).text())
                .isEqualTo(app.client.get("/public/api/jobs/" + named + "/download").text());
    }

    @Test
    @Proves("artisan-36")
    void profilesAreExportedByTheirSharedUserIds() {
        app.shop.load("profiles", "{\"id\":\"second-device\",\"shared_user_id\":\"shared_user_id_1\"}");

        String job = ArtisanApp.job(
                app.client.post(app.path("/users/shared_id/export"), "{\"ids\":\"shared_user_id_1,nobody\"}"));

        app.until(job, "COMPLETE");
        assertThat(ids(job)).containsExactlyInAnyOrder(ArtisanApp.OTHER_DEVICE, "second-device");
    }

    private Answer send(ApiClient client, String method, String path, String body) {
        Answer answer = client.send(method, app.path(path), BodyPublishers.ofString(body), "");
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer;
    }

    private List<String> ids(String job) {
        return StreamSupport.stream(
                        app.client
                                .get("/public/api/jobs/" + job + "/download")
                                .json()
                                .get("artisanUserIds")
                                .spliterator(),
                        false)
                .map(user -> user.get("artisanId").asString())
                .toList();
    }

    private static List<String> identifiers(Answer several) {
        return several.json().get("response").findValuesAsString("identifier");
    }

    private static JsonNode json(String text) {
        return JsonMapper.shared().readTree(text);
    }
}
