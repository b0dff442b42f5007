package io.muster.client;

import java.io.InputStream;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscribers;
import org.jspecify.annotations.Nullable;

/** A response; its body is either whole in memory or a stream. */
final class Answer {
    private final byte[] bytes;
    private final @Nullable InputStream stream;

    private Answer(byte[] bytes, @Nullable InputStream stream) {
        this.bytes = bytes;
        this.stream = stream;
    }

    static BodyHandler<Answer> whole() {
        return info -> BodySubscribers.mapping(BodySubscribers.ofByteArray(), bytes -> new Answer(bytes, null));
    }

    /** A stream if all is well; errors are short and come whole. */
    static BodyHandler<Answer> streamed() {
        return info -> info.statusCode() >= 300
                ? whole().apply(info)
                : BodySubscribers.mapping(BodySubscribers.ofInputStream(), stream -> new Answer(new byte[0], stream));
    }

    byte[] bytes() {
        return bytes;
    }

    InputStream stream() {
        if (stream == null) {
            throw new IllegalStateException("This answer was asked for whole.");
        }
        return stream;
    }

    static long number(HttpHeaders headers, String name, long otherwise) {
        return headers.firstValueAsLong(name).orElse(otherwise);
    }

    static boolean ok(HttpResponse<Answer> response) {
        return response.statusCode() / 100 == 2;
    }
}
