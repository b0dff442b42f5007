package io.muster.client;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;

/** A body of JSON, whole in memory. */
final class JsonBody implements RequestBody {
    private final byte[] json;

    JsonBody(byte[] json) {
        this.json = json;
    }

    @Override
    public void attach(HttpRequest.Builder request, String method) {
        request.header("Content-Type", "application/json").method(method, BodyPublishers.ofByteArray(json));
    }

    @Override
    public boolean repeatable() {
        return true;
    }

    @Override
    public void finish() {}
}
