package io.muster.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;

/** One answer of the scripted server. */
@FunctionalInterface
public interface Reply {

    void send(HttpExchange exchange) throws IOException;

    /** Whether the request's body is read before the answer. */
    default boolean readsBody() {
        return true;
    }

    static Reply json(int status, String json) {
        return bytes(status, "application/json", json.getBytes(UTF_8));
    }

    static Reply bytes(int status, String type, byte[] body, String... headers) {
        return exchange -> {
            headers(exchange, type, headers);
            exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
            if (body.length > 0) {
                exchange.getResponseBody().write(body);
            }
            exchange.close();
        };
    }

    static Reply empty(int status) {
        return bytes(status, "text/plain", new byte[0]);
    }

    /** A problem document; {@code headers} are names and values in turn. */
    static Reply problem(int status, String code, String detail, String... headers) {
        String json = """
                {"type": "urn:muster:problem:%s", "title": "A problem", "status": %d, "detail": "%s", "code": "%s",
                 "request_id": "r_1", "errors": []}""".formatted(code, status, detail, code);
        return bytes(status, "application/problem+json", json.getBytes(UTF_8), headers);
    }

    /** Breaks the connection without a word. */
    static Reply hangUp() {
        return HttpExchange::close;
    }

    /** Answers without looking at the body. */
    static Reply unread(Reply reply) {
        return new Reply() {
            @Override
            public void send(HttpExchange exchange) throws IOException {
                reply.send(exchange);
            }

            @Override
            public boolean readsBody() {
                return false;
            }
        };
    }

    /** Promises the whole body, sends only its beginning, and breaks the connection. */
    static Reply breakingOff(byte[] body, int after, String... headers) {
        return exchange -> {
            headers(exchange, "text/csv", headers);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body, 0, after);
            exchange.getResponseBody().flush();
            exchange.close();
        };
    }

    /** Promises the whole body, sends only its beginning, and then nothing until told. */
    static Reply standingStill(byte[] body, int after, CountDownLatch until, String... headers) {
        return exchange -> {
            headers(exchange, "text/csv", headers);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body, 0, after);
            exchange.getResponseBody().flush();
            try {
                until.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            exchange.close();
        };
    }

    private static void headers(HttpExchange exchange, String type, String... headers) {
        exchange.getResponseHeaders().set("Content-Type", type);
        for (int i = 0; i < headers.length; i += 2) {
            exchange.getResponseHeaders().set(headers[i], headers[i + 1]);
        }
    }
}
