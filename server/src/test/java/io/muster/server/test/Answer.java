package io.muster.server.test;

import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the server answered. */
@SuppressWarnings("ArrayRecordComponent")
public record Answer(int status, HttpHeaders headers, byte[] bytes) {

    public String text() {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    public JsonNode json() {
        return JsonMapper.shared().readTree(bytes);
    }

    /** The text at a JSON Pointer. */
    public String at(String pointer) {
        return json().at(pointer).asString();
    }

    public String header(String name) {
        return headers.firstValue(name).orElse("");
    }
}
