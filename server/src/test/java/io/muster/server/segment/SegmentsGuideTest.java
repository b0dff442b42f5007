package io.muster.server.segment;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.server.test.Answer;
import io.muster.server.test.ApiClient;
import io.muster.server.test.Database;
import io.muster.server.test.Shop;
import io.muster.server.test.TestServer;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The guide's requests do what they say. */
class SegmentsGuideTest {

    private static final Pattern REQUEST =
            Pattern.compile("```http\\n(\\w+) (\\S+)\\n(?:Content-Type: (\\S+)\\n\\n(.*?))?```", Pattern.DOTALL);

    private final ApiClient owner = TestServer.on(Database.SQLITE).owner();
    private final Shop shop = Shop.open(owner);

    @Test
    void everyRequestIsAnswered() throws IOException {
        String guide = Files.readString(Path.of("../docs/guides/segments.md"));

        long sent = REQUEST.matcher(guide).results().peek(this::send).count();

        assertThat(sent).isEqualTo(guide.split("```http").length - 1).isGreaterThan(10);
        assertThat(owner.get(shop.path("/segments/newsletter")).at("/size")).isEqualTo("2");
        assertThat(owner.get(shop.path("/segments/swedes")).at("/version")).isEqualTo("3");
        assertThat(shop.members("newsletter-as-it-was-sent", 10)).containsExactlyInAnyOrder("anna", "bo");
    }

    private void send(MatchResult request) {
        String type = request.group(3);
        String body = type == null ? "" : request.group(4);
        ApiClient client = type == null ? owner : owner.with("Content-Type", type);
        boolean json = "application/json".equals(type);
        Answer answer = client.send(
                request.group(1),
                shop.path(request.group(2)),
                type == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body),
                json ? body : "");
        assertThat(answer.status()).as(request.group() + answer.text()).isLessThan(300);
    }
}
