package io.muster.server.segment.upload;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.muster.model.ErrorCode;
import io.muster.model.MusterException;
import io.muster.model.ProjectId;
import io.muster.server.test.Answer;
import io.muster.server.test.ApiClient;
import io.muster.server.test.Shop;
import io.muster.server.test.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReasonFilesTest {
    @TempDir
    private Path data;

    @Test
    void anUploadOfAProjectThatIsGoneIsNotBegun() {
        try (TestServer server = TestServer.start(data, Map.of())) {
            ReasonFiles files = server.bean(ReasonFiles.class);

            assertThatThrownBy(() -> files.open(new ProjectId("p_gone"), "u_late"))
                    .isInstanceOfSatisfying(
                            MusterException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.NOT_FOUND));
        }
    }

    @Test
    void aStartDeletesWhatUploadsLeftThatNeverEnded() throws IOException {
        Path folder = data.resolve("member-uploads");
        String reasons;
        try (TestServer server = TestServer.start(data, Map.of())) {
            ApiClient owner = server.owner();
            Shop shop = Shop.open(owner);
            String segment = owner.post(shop.path("/segments"), "{\"name\":\"Staff\",\"type\":\"static\"}")
                    .at("/id");
            Answer uploaded =
                    owner.post(shop.path("/segments/staff/members"), "text/csv", "id\nnobody\n".getBytes(UTF_8));
            reasons = uploaded.at("/reasons");
            server.bean(UploadStore.class).insert("u_dead", segment, Instant.now());
            Files.writeString(folder.resolve("u_dead.ndjson"), "{\"detail\":\"anna\"}\n");
            Files.writeString(folder.resolve("u_unknown.ndjson"), "{\"detail\":\"bo\"}\n");
        }

        try (TestServer server = TestServer.start(data, Map.of())) {
            assertThat(folder.resolve("u_dead.ndjson")).doesNotExist();
            assertThat(folder.resolve("u_unknown.ndjson")).doesNotExist();
            assertThat(server.owner().get(reasons).text()).contains("nobody");
        }
    }
}
