package io.muster.server.test;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/** A small HTTP client that holds every exchange under {@code /v1} and beside it to the OpenAPI document. Immutable. */
public final class ApiClient {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final String JSON = "application/json";

    private final int port;
    private final Map<String, String> headers;
    private final boolean checked;

    public ApiClient(int port) {
        this(port, Map.of(), true);
    }

    private ApiClient(int port, Map<String, String> headers, boolean checked) {
        this.port = port;
        this.headers = headers;
        this.checked = checked;
    }

    /** One that holds nothing to the document, for where what that costs would be measured too. */
    public ApiClient unchecked() {
        return new ApiClient(port, headers, false);
    }

    public ApiClient as(String clientId, String clientSecret) {
        byte[] pair = (clientId + ":" + clientSecret).getBytes(StandardCharsets.UTF_8);
        return with("Authorization", "Basic " + Base64.getEncoder().encodeToString(pair));
    }

    public ApiClient with(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new ApiClient(port, more, checked);
    }

    public Answer get(String path) {
        return send("GET", path, BodyPublishers.noBody(), "");
    }

    public Answer delete(String path) {
        return send("DELETE", path, BodyPublishers.noBody(), "");
    }

    /** As {@link #delete(String)}, with a body. */
    public Answer delete(String path, String json) {
        return with("Content-Type", JSON).send("DELETE", path, BodyPublishers.ofString(json), json);
    }

    public Answer post(String path, String json) {
        return with("Content-Type", JSON).send("POST", path, BodyPublishers.ofString(json), json);
    }

    public Answer put(String path, String json) {
        return with("Content-Type", JSON).send("PUT", path, BodyPublishers.ofString(json), json);
    }

    public Answer patch(String path, String json) {
        return with("Content-Type", JSON).send("PATCH", path, BodyPublishers.ofString(json), json);
    }

    /** Sends a body that is not JSON. */
    public Answer post(String path, String contentType, byte[] body) {
        return with("Content-Type", contentType).send("POST", path, BodyPublishers.ofByteArray(body), "");
    }

    /** An answer whose body is read as it comes; it is not held to the document. */
    public HttpResponse<InputStream> open(String path) {
        return exchange("GET", path, BodyPublishers.noBody(), HttpResponse.BodyHandlers.ofInputStream());
    }

    public Answer send(String method, String path, BodyPublisher body, String json) {
        HttpResponse<byte[]> response = exchange(method, path, body, HttpResponse.BodyHandlers.ofByteArray());
        Answer answer = new Answer(response.statusCode(), response.headers(), response.body());
        if (checked) {
            OpenApiContract.check(method, path, json, answer);
        }
        return answer;
    }

    private <T> HttpResponse<T> exchange(
            String method, String path, BodyPublisher body, HttpResponse.BodyHandler<T> handler) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .timeout(Duration.ofSeconds(60))
                .method(method, body);
        headers.forEach(request::header);
        try {
            return HTTP.send(request.build(), handler);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
