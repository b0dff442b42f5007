package io.muster.server.facade.artisan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.muster.server.conformance.Proves;
import io.muster.server.test.Answer;
import io.muster.server.test.HttpReceiver;
import io.muster.server.test.HttpReceiver.Received;
import io.muster.server.test.SteppedClock;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class ArtisanCallbackTest {
    private final ArtisanApp app = ArtisanApp.open();
    private final HttpReceiver receiver;

    ArtisanCallbackTest() throws IOException {
        receiver = new HttpReceiver();
    }

    @AfterEach
    void stop() {
        receiver.close();
    }

    @Test
    @Proves({"artisan-31", "artisan-72", "artisan-73"})
    void theEndOfAnExportIsToldUntilItIsHeard() {
        String segment = app.segment("iOS", ArtisanApp.IOS);
        receiver.answer(500, "not now");

        String job = ArtisanApp.job(app.client.post(
                app.path("/segments/" + segment), "{\"callback_url\":\"" + receiver.url("/told?a=b") + "\"}"));

        Received first = told("/told?a=b", 1).getFirst();
        assertThat(JsonMapper.shared().readTree(first.body()))
                .isEqualTo(JsonMapper.shared().readTree("""
                {"job":"%1$s","status":"COMPLETE","download_path":"/public/api/jobs/%1$s/download",
                 "result_url":"https://muster.example.com/public/api/jobs/%1$s/download"}""".formatted(job)));
        assertThat(first.header("webhook-signature")).startsWith("v1,");
        assertThat(first.header("webhook-id")).isNotBlank();
        receiver.answer(204, "");
        app.server.bean(SteppedClock.class).step(Duration.ofHours(1));
        assertThat(told("/told?a=b", 2)).extracting(Received::body).containsOnly(first.body());
    }

    @Test
    @Proves("artisan-31")
    void profilesAreToldOfTooAndOtherExportsInOurOwnWords() {
        String job = ArtisanApp.job(app.client.post(
                app.path("/users/export"),
                "callbackUrl=" + receiver.url("/profiles").replace(":", "%3A")));
        app.shop.export("{\"definition\":{\"all\":[]},\"callback_url\":\"" + receiver.url("/own") + "\"}");

        assertThat(told("/profiles", 1).getFirst().body()).contains("\"job\":\"" + job + "\"");
        assertThat(told("/own", 1).getFirst().body()).contains("\"type\":\"export.succeeded\"");
    }

    @Test
    @Proves("artisan-73")
    void addressesThatAreNotPublicAreRefused() {
        String segment = app.segment("iOS", ArtisanApp.IOS);

        for (String url : List.of(
                "http://10.0.0.1/",
                "http://192.168.1.1/",
                "http://169.254.169.254/latest",
                "http://[::1]/",
                "ftp://x/",
                "x")) {
            Answer refused = app.client.post(app.path("/segments/" + segment), "{\"callback_url\":\"" + url + "\"}");

            assertThat(refused.status()).as(url).isEqualTo(400);
            assertThat(refused.json().get("success").asBoolean()).isFalse();
        }
        assertThat(app.client.get("/public/api/jobs").json().get("jobs")).isEmpty();
    }

    private List<Received> told(String path, int times) {
        await().atMost(Duration.ofSeconds(20)).until(() -> receiver.at(path).size() >= times);
        return receiver.at(path);
    }
}
