package io.muster.server.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.muster.server.outbound.OutboundClient.Reply;
import io.muster.server.test.HttpReceiver;
import io.muster.server.test.TestSettings;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OutboundClientTest {
    private static final byte[] BODY = "{}".getBytes(StandardCharsets.UTF_8);

    private final Queue<String> answersOfNameServer = new ArrayDeque<>();
    private final CountDownLatch over = new CountDownLatch(1);
    private HttpReceiver receiver;
    private OutboundClient client;

    @BeforeEach
    void start() throws IOException {
        receiver = new HttpReceiver();
        client = client("127.0.0.1/32", "2s");
    }

    @AfterEach
    void stop() throws IOException {
        over.countDown();
        client.close();
        receiver.close();
    }

    @Test
    void postsToTheAddressThatWasChecked() throws IOException {
        answersOfNameServer.add("127.0.0.1");
        receiver.answer(200, "thanks");

        Reply reply = client.post(url("hooks.example.com", "/a"), Map.of("webhook-id", "m1"), BODY);

        assertThat(reply).isEqualTo(new Reply(200, "thanks", null, null));
        assertThat(receiver.at("/a").getFirst().header("webhook-id")).isEqualTo("m1");
        assertThat(receiver.at("/a").getFirst().header("Host")).isEqualTo("hooks.example.com:" + receiver.port());
    }

    @Test
    void aNameThatTurnsToAPrivateAddressIsNotCalled() throws IOException {
        receiver.answer(exchange -> {
            exchange.getResponseHeaders().set("Connection", "close");
            exchange.sendResponseHeaders(204, -1);
        });
        answersOfNameServer.addAll(List.of("127.0.0.1", "127.0.0.2", "10.0.0.1"));

        assertThat(client.post(url("rebinding.example.com", "/b"), Map.of(), BODY)
                        .status())
                .isEqualTo(204);
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> client.post(url("rebinding.example.com", "/b"), Map.of(), BODY))
                    .isInstanceOf(ForbiddenAddressException.class)
                    .hasMessageContaining("muster.outbound.allow");
        }
        assertThat(receiver.at("/b")).hasSize(1);
        assertThat(answersOfNameServer).isEmpty();
    }

    @Test
    void aNameThatThereIsNotIsToldInWords() {
        assertThatThrownBy(() -> client.post(url("nowhere.example.com", "/"), Map.of(), BODY))
                .isInstanceOf(UnknownHostException.class)
                .hasMessage("The host nowhere.example.com was not found.");
    }

    @Test
    void ofSeveralAddressesOnlyThoseAllowedAreTried() throws IOException {
        answersOfNameServer.add("10.0.0.1 127.0.0.1");

        assertThat(client.post(url("both.example.com", "/c"), Map.of(), BODY).status())
                .isEqualTo(204);
    }

    @Test
    void anAddressWrittenAsHostIsCheckedToo() {
        answersOfNameServer.add("127.0.0.2");

        assertThatThrownBy(() -> client.post(url("127.0.0.2", "/"), Map.of(), BODY))
                .isInstanceOf(ForbiddenAddressException.class);
    }

    @Test
    void redirectsAreAnswersLikeOthers() throws IOException {
        answersOfNameServer.add("127.0.0.1");
        receiver.answer(exchange -> {
            exchange.getResponseHeaders().set("Location", receiver.url("/elsewhere"));
            exchange.sendResponseHeaders(307, -1);
        });

        Reply reply = client.post(url("hooks.example.com", "/d"), Map.of(), BODY);

        assertThat(reply.status()).isEqualTo(307);
        assertThat(reply.isSuccess()).isFalse();
        assertThat(receiver.at("/elsewhere")).isEmpty();
    }

    @Test
    void ofAnEndlessAnswerOnlyTheBeginningIsRead() throws IOException {
        answersOfNameServer.add("127.0.0.1");
        receiver.answer(exchange -> {
            exchange.sendResponseHeaders(200, 0);
            byte[] line = "x".repeat(1000).getBytes(StandardCharsets.UTF_8);
            for (int i = 0; i < 100_000; i++) {
                exchange.getResponseBody().write(line);
            }
        });

        Reply reply = client.post(url("hooks.example.com", "/e"), Map.of(), BODY);

        assertThat(reply.body()).isEqualTo("x".repeat(OutboundClient.MAX_ANSWER));
    }

    @Test
    void anAnswerThatComesByDropsIsCutOff() throws IOException {
        client.close();
        client = client("127.0.0.1/32", "300ms");
        answersOfNameServer.add("127.0.0.1");
        receiver.answer(exchange -> {
            exchange.sendResponseHeaders(200, 0);
            while (over.getCount() > 0) {
                exchange.getResponseBody().write('.');
                exchange.getResponseBody().flush();
                wait(50);
            }
        });

        assertThatThrownBy(() -> client.post(url("hooks.example.com", "/f"), Map.of(), BODY))
                .isInstanceOf(InterruptedIOException.class)
                .hasMessage("no whole answer within 300 ms");
    }

    private void wait(int millis) {
        try {
            over.await(millis, java.util.concurrent.TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private OutboundClient client(String allow, String timeout) {
        var settings = TestSettings.of("muster.outbound.allow", allow, "muster.outbound.timeout", timeout);
        return new OutboundClient(new GuardedResolver(new AddressGuard(settings), this::resolve), settings);
    }

    private InetAddress[] resolve(String host) throws UnknownHostException {
        String addresses = answersOfNameServer.poll();
        if (addresses == null) {
            throw new UnknownHostException(host);
        }
        String[] each = addresses.split(" ", -1);
        InetAddress[] resolved = new InetAddress[each.length];
        for (int i = 0; i < each.length; i++) {
            resolved[i] = InetAddress.getByAddress(
                    host, InetAddress.getByName(each[i]).getAddress());
        }
        return resolved;
    }

    private URI url(String host, String path) {
        return URI.create("http://" + host + ":" + receiver.port() + path);
    }
}
