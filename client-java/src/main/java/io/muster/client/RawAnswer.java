package io.muster.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;

/** An answer in HTTP's own terms, whatever its status; its body is as it was sent, compressed where the request asked for it. */
public final class RawAnswer {
    private final int status;
    private final HttpHeaders headers;
    private final byte[] bytes;

    private RawAnswer(int status, HttpHeaders headers, byte[] bytes) {
        this.status = status;
        this.headers = headers;
        this.bytes = bytes;
    }

    static RawAnswer of(HttpResponse<Answer> response) {
        return new RawAnswer(
                response.statusCode(), response.headers(), response.body().bytes());
    }

    public int status() {
        return status;
    }

    public HttpHeaders headers() {
        return headers;
    }

    /** The body, empty if there is none. */
    public byte[] bytes() {
        return bytes.clone();
    }

    /** The body as text in UTF-8. */
    public String text() {
        return new String(bytes, UTF_8);
    }

    /** The status; the body may have secrets in it. */
    @Override
    public String toString() {
        return "RawAnswer[" + status + "]";
    }
}
