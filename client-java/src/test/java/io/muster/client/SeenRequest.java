package io.muster.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** A request that reached the scripted server. */
public final class SeenRequest {
    private final String method;
    private final String path;
    private final String query;
    private final Headers headers;
    private final byte[] body;

    SeenRequest(HttpExchange exchange, byte[] body) {
        this.method = exchange.getRequestMethod();
        this.path = exchange.getRequestURI().getRawPath();
        this.query = Optional.ofNullable(exchange.getRequestURI().getQuery()).orElse("");
        this.headers = exchange.getRequestHeaders();
        this.body = body;
    }

    /** Such as {@code GET /v1/projects}. */
    public String methodAndPath() {
        return method + " " + path;
    }

    public String query() {
        return query;
    }

    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.getFirst(name));
    }

    /** Every value that came under that name. */
    public List<String> headers(String name) {
        return headers.getOrDefault(name, List.of());
    }

    public byte[] bytes() {
        return body.clone();
    }

    public String text() {
        return new String(body, UTF_8);
    }

    public JsonNode json() {
        return MusterJson.mapper().readTree(body);
    }
}
