package io.muster.server.facade.mparticle;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.model.ProjectId;
import io.muster.server.access.Applications;
import io.muster.server.access.Scope;
import io.muster.server.conformance.Proves;
import io.muster.server.test.Answer;
import io.muster.server.test.ApiClient;
import io.muster.server.test.S3Server;
import io.muster.server.test.Shop;
import io.muster.server.test.TestServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.s3.S3Client;

class MparticleDestinationTest {
    private static final String BUCKET = "upload-bucket";

    @TempDir
    private Path directory;

    @Test
    @Proves({"mparticle-12", "mparticle-42"})
    void aProjectsDestinationForThisInterfaceGetsTheFileAndNamesIt() throws Exception {
        Map<String, String> settings = Map.of("muster.outbound.allow", "127.0.0.0/8", "muster.job.poll", "50ms");
        try (S3Server s3 = new S3Server(directory.resolve("s3"));
                S3Client store = s3.client();
                TestServer server = TestServer.start(directory.resolve("data"), settings)) {
            store.createBucket(create -> create.bucket(BUCKET));
            Shop shop = Shop.open(server.owner());
            destination(shop, s3);
            String segment = shop.segment("Swedes", "{\"attribute\":\"country\",\"is\":\"SE\"}")
                    .get("id")
                    .asString();
            ApiClient client = client(server, shop);

            Answer asked = client.post("/service/v1/segments/export/", "{\"segmentId\":\"" + segment + "\"}");
            Answer complete = complete(client, asked.at("/exportId"));

            String key = "path/to/" + asked.at("/exportId") + ".csv";
            assertThat(complete.at("/filename")).isEqualTo("s3://" + BUCKET + "/" + key);
            assertThat(complete.json().get("endTime").isNull()).isFalse();
            String file =
                    store.getObjectAsBytes(get -> get.bucket(BUCKET).key(key)).asUtf8String();
            assertThat(file.lines()).hasSize(3).first().asString().startsWith("export_key,id,");
        }
    }

    private static void destination(Shop shop, S3Server s3) {
        Answer made = shop.client().post(shop.path("/destinations"), """
                        {"name": "Analytics", "key": "mparticle", "s3": {"endpoint": "%s", "bucket": "%s",
                         "prefix": "path/to/", "access_key_id": "%s", "secret_access_key": "%s"}}
                        """.formatted(
                        s3.endpoint(), BUCKET, S3Server.ACCESS_KEY, S3Server.SECRET_KEY));
        assertThat(made.status()).as(made.text()).isEqualTo(201);
    }

    private static ApiClient client(TestServer server, Shop shop) {
        String project = shop.client().get(shop.path("")).at("/id");
        Applications.Credentials keys = server.bean(Applications.class)
                .create("default", new ProjectId(project), "Analytics", EnumSet.of(Scope.EXPORT));
        return server.anybody().as(keys.clientId(), keys.clientSecret());
    }

    /** While the file is on its way the export is pending. */
    private static Answer complete(ApiClient client, String export) {
        AtomicReference<Answer> last = new AtomicReference<>();
        Awaitility.await(export + " is complete")
                .atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> {
                    last.set(client.get("/service/v1/segments/export/" + export));
                    boolean done = last.get().at("/status").equals("COMPLETE");
                    assertThat(last.get().json().get("filename").isNull()).isEqualTo(!done);
                    return done;
                });
        return last.get();
    }
}
