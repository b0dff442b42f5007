package io.muster.bench.server;

import java.util.Map;

/**
 * @param headers by name in lower case
 * @param body empty where it went to a file
 */
public record HttpAnswer(int status, Map<String, String> headers, String body) {

    public HttpAnswer {
        headers = Map.copyOf(headers);
    }

    boolean closesConnection() {
        return "close".equalsIgnoreCase(headers.get("connection"));
    }
}
