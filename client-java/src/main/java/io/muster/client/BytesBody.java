package io.muster.client;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;

/** A body that is whole in memory. */
final class BytesBody implements RequestBody {
    private final String mediaType;
    private final byte[] bytes;

    BytesBody(String mediaType, byte[] bytes) {
        this.mediaType = mediaType;
        this.bytes = bytes;
    }

    @Override
    public void attach(HttpRequest.Builder request, String method) {
        request.setHeader("Content-Type", mediaType).method(method, BodyPublishers.ofByteArray(bytes));
    }

    @Override
    public boolean repeatable() {
        return true;
    }

    @Override
    public void finish() {}
}
