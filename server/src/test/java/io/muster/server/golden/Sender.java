package io.muster.server.golden;

import io.muster.client.MusterClient;
import io.muster.client.RawAnswer;
import io.muster.client.RawRequest;
import io.muster.client.RetryPolicy;
import io.muster.server.test.Answer;
import io.muster.server.test.ApiClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Map;

/** What sends the requests of examples. */
@FunctionalInterface
public interface Sender {

    /** Sends a request, whose body is empty if there is none, and gives what came of it. */
    Answer send(String method, String path, Map<String, String> headers, String body);

    /** Sends with a client that has no credentials of its own and holds what it can to the OpenAPI document. */
    static Sender of(ApiClient anybody) {
        return (method, path, headers, body) -> {
            ApiClient prepared = anybody;
            for (Map.Entry<String, String> header : headers.entrySet()) {
                prepared = prepared.with(header.getKey(), header.getValue());
            }
            return prepared.send(
                    method,
                    path,
                    body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body),
                    path.startsWith("/v1/") ? body : "");
        };
    }

    /** Sends with the Java client. */
    static Sender ofJavaClient(int port) {
        MusterClient client = MusterClient.builder()
                .baseUrl("http://localhost:" + port)
                .withoutCredentials()
                .retries(RetryPolicy.NONE)
                .build();
        return (method, path, headers, body) -> {
            RawRequest request = RawRequest.of(method, path);
            if (!body.isEmpty()) {
                request = request.body(headers.getOrDefault("Content-Type", "application/octet-stream"), body);
            }
            for (Map.Entry<String, String> header : headers.entrySet()) {
                request = request.header(header.getKey(), header.getValue());
            }
            RawAnswer answer = client.send(request);
            return new Answer(answer.status(), answer.headers(), answer.bytes());
        };
    }
}
