package io.muster.server.golden;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.muster.server.test.Answer;
import io.muster.server.test.ApiClient;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import tools.jackson.databind.json.JsonMapper;

/** Stands between a client and the server, and remembers what was said, in its order. */
final class Relay implements AutoCloseable {
    private final Queue<Said> all = new ConcurrentLinkedQueue<>();
    private final ApiClient server;
    private final HttpServer listening;

    private record Said(String method, String path, Map<String, String> headers, String body, Answer answer) {}

    private Relay(ApiClient server, HttpServer listening) {
        this.server = server;
        this.listening = listening;
    }

    /** @param server where all is sent on to, with the credentials that it comes with */
    static Relay to(ApiClient server) throws IOException {
        HttpServer listening = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        Relay relay = new Relay(server, listening);
        listening.createContext("/", relay::pass);
        listening.start();
        return relay;
    }

    String url() {
        return "http://localhost:" + listening.getAddress().getPort();
    }

    /** Sends nothing: whoever asks has to ask what was asked before, and is answered the same. */
    Sender again() {
        return (method, path, headers, body) -> {
            Said next = all.remove();
            assertThat(next.method() + " " + next.path()).isEqualTo(method + " " + path);
            assertThat(next.headers()).containsAllEntriesOf(headers);
            assertThat(next.body().isEmpty()).as(next.body()).isEqualTo(body.isEmpty());
            if (!body.isEmpty()) {
                assertThat(JsonMapper.shared().readTree(next.body()))
                        .isEqualTo(JsonMapper.shared().readTree(body));
            }
            return next.answer();
        };
    }

    /** How much was said that nobody has asked for again. */
    int left() {
        return all.size();
    }

    private void pass(HttpExchange exchange) throws IOException {
        String method = exchange.getRequestMethod();
        String path = exchange.getRequestURI().toString();
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        Map<String, String> headers = Map.of(
                "Authorization", header(exchange, "Authorization"), "Content-Type", header(exchange, "Content-Type"));
        Answer answer = server.with("Authorization", header(exchange, "Authorization"))
                .with("Accept", header(exchange, "Accept"))
                .with("Content-Type", header(exchange, "Content-Type"))
                .send(method, path, BodyPublishers.ofString(body), body);
        all.add(new Said(method, path, headers, body, answer));
        exchange.getResponseHeaders().set("Content-Type", answer.header("Content-Type"));
        exchange.sendResponseHeaders(answer.status(), answer.bytes().length);
        exchange.getResponseBody().write(answer.bytes());
        exchange.close();
    }

    private static String header(HttpExchange exchange, String name) {
        String value = exchange.getRequestHeaders().getFirst(name);
        return value == null ? "application/json" : value;
    }

    @Override
    public void close() {
        listening.stop(0);
    }
}
