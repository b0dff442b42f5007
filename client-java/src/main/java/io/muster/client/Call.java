package io.muster.client;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One request, before it is sent; {@code harmless} says that it may arrive twice. */
record Call(
        String method,
        String path,
        List<Entry<String, String>> parameters,
        List<Entry<String, String>> headers,
        @Nullable RequestBody body,
        boolean harmless) {

    static Call get(String path) {
        return new Call("GET", path, List.of(), List.of(), null, true);
    }

    static Call delete(String path) {
        return new Call("DELETE", path, List.of(), List.of(), null, true);
    }

    /** A DELETE that has to say what it means. */
    static Call delete(String path, Object json) {
        return new Call("DELETE", path, List.of(), List.of(), RequestBody.json(json), true);
    }

    static Call put(String path) {
        return new Call("PUT", path, List.of(), List.of(), null, true);
    }

    static Call put(String path, Object json) {
        return new Call("PUT", path, List.of(), List.of(), RequestBody.json(json), true);
    }

    /** A change of members to given values, so that doing it twice is like doing it once. */
    static Call patch(String path, Object json) {
        return new Call("PATCH", path, List.of(), List.of(), RequestBody.json(json), true);
    }

    /** A POST that only asks. */
    static Call ask(String path, Object json) {
        return new Call("POST", path, List.of(), List.of(), RequestBody.json(json), true);
    }

    /** A POST that only asks, without a body. */
    static Call ask(String path) {
        return new Call("POST", path, List.of(), List.of(), null, true);
    }

    /** A POST that does more when it arrives twice, and that the server would not know again. */
    static Call once(String path) {
        return new Call("POST", path, List.of(), List.of(), null, false);
    }

    /** A POST that does more when it arrives twice, and that the server would not know again. */
    static Call once(String path, Object json) {
        return new Call("POST", path, List.of(), List.of(), RequestBody.json(json), false);
    }

    /** A POST that makes something, with a key by which the server knows it again. */
    static Call make(String path, @Nullable RequestBody body) {
        Entry<String, String> key =
                Map.entry("Idempotency-Key", UUID.randomUUID().toString());
        return new Call("POST", path, List.of(), List.of(key), body, true);
    }

    Call with(String name, String value) {
        return new Call(method, path, append(parameters, name, value), headers, body, harmless);
    }

    Call with(List<Entry<String, String>> more) {
        List<Entry<String, String>> all = new ArrayList<>(parameters);
        all.addAll(more);
        return new Call(method, path, List.copyOf(all), headers, body, harmless);
    }

    Call header(String name, String value) {
        return new Call(method, path, parameters, append(headers, name, value), body, harmless);
    }

    /** Whether it can be sent again after it went wrong. */
    boolean repeatable() {
        return harmless && (body == null || body.repeatable());
    }

    /** Makes it a request to that server; the body is still to come. Its own headers take the place of those there. */
    void prepare(HttpRequest.Builder request, URI baseUrl) {
        String base = baseUrl.toString().replaceAll("/+$", "");
        request.uri(URI.create(base + path + Paths.query(parameters)))
                .method(method, BodyPublishers.noBody())
                .header("Accept", "application/json, application/problem+json");
        headers.forEach(header -> request.setHeader(header.getKey(), header.getValue()));
    }

    @Override
    public String toString() {
        return method + " " + path;
    }

    private static List<Entry<String, String>> append(List<Entry<String, String>> list, String name, String value) {
        List<Entry<String, String>> all = new ArrayList<>(list);
        all.add(Map.entry(name, value));
        return List.copyOf(all);
    }
}
