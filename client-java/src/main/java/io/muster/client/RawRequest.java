package io.muster.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Map.Entry;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A request in HTTP's own terms, for {@link MusterClient#send(RawRequest)}. It accepts every type of content and has the
 * client's credentials, unless its own headers say otherwise. Immutable.
 */
public final class RawRequest {
    private static final Set<String> HARMLESS = Set.of("GET", "HEAD", "PUT", "DELETE", "OPTIONS");

    private final String method;
    private final String path;
    private final List<Entry<String, String>> headers;
    private final @Nullable RequestBody body;

    private RawRequest(String method, String path, List<Entry<String, String>> headers, @Nullable RequestBody body) {
        this.method = method;
        this.path = path;
        this.headers = headers;
        this.body = body;
    }

    /**
     * A request without a body.
     *
     * @param path on the server, from its first slash on, with its query, escaped as it is to be sent
     * @throws IllegalArgumentException if the path does not begin with a slash
     */
    public static RawRequest of(String method, String path) {
        if (!path.startsWith("/")) {
            throw new IllegalArgumentException("path: '" + path + "' does not begin with a slash.");
        }
        return new RawRequest(method.toUpperCase(Locale.ROOT), path, List.of(Map.entry("Accept", "*/*")), null);
    }

    /** With that header, in place of one of the same name. */
    public RawRequest header(String name, String value) {
        List<Entry<String, String>> more = new ArrayList<>(headers);
        more.add(Map.entry(name, value));
        return new RawRequest(method, path, List.copyOf(more), body);
    }

    /** With that body, in UTF-8. */
    public RawRequest body(String mediaType, String text) {
        return body(mediaType, text.getBytes(UTF_8));
    }

    /** With that body. */
    public RawRequest body(String mediaType, byte[] bytes) {
        return new RawRequest(method, path, headers, new BytesBody(mediaType, bytes.clone()));
    }

    /** What does no harm when it arrives twice: a method that promises so, or a key by which it is known again. */
    Call call() {
        boolean known = headers.stream().anyMatch(header -> header.getKey().equalsIgnoreCase("Idempotency-Key"));
        return new Call(method, path, List.of(), headers, body, known || HARMLESS.contains(method));
    }

    /** The method and the path; headers may have secrets in them. */
    @Override
    public String toString() {
        return method + " " + path;
    }
}
