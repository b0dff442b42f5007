package io.muster.client;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.Arrays;

/** A file that understands {@code Range} and {@code If-Range}, as an export's does. */
public final class RangedFile implements Reply {
    private final byte[] content;
    private final String etag;

    public RangedFile(byte[] content, String etag) {
        this.content = content.clone();
        this.etag = etag;
    }

    @Override
    public void send(HttpExchange exchange) throws IOException {
        String range = exchange.getRequestHeaders().getFirst("Range");
        boolean same = etag.equals(exchange.getRequestHeaders().getFirst("If-Range"));
        if (range == null || !same) {
            Reply.bytes(200, "text/csv", content, "ETag", etag).send(exchange);
            return;
        }
        int from = Integer.parseInt(range.substring("bytes=".length(), range.length() - 1));
        byte[] rest = Arrays.copyOfRange(content, from, content.length);
        String what = "bytes " + from + "-" + (content.length - 1) + "/" + content.length;
        Reply.bytes(206, "text/csv", rest, "ETag", etag, "Content-Range", what).send(exchange);
    }
}
