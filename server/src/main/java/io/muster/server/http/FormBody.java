package io.muster.server.http;

import io.muster.model.ErrorCode;
import io.muster.model.MusterException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Reads small bodies that may be a form or JSON, whichever the caller likes. Thread-safe. */
@Component
public class FormBody {
    private static final int MOST_BYTES = 100_000;

    private final JsonMapper json;

    FormBody(JsonMapper json) {
        this.json = json;
    }

    /**
     * The body's members; a form's are all texts. No body is an empty object.
     *
     * @throws MusterException TOO_LARGE, INVALID_REQUEST
     */
    public ObjectNode read(HttpServletRequest request) throws IOException {
        byte[] bytes = request.getInputStream().readNBytes(MOST_BYTES + 1);
        if (bytes.length > MOST_BYTES) {
            throw new MusterException(
                    ErrorCode.TOO_LARGE, "The body is larger than the " + MOST_BYTES + " bytes that can be sent here.");
        }
        String type = request.getContentType() == null ? "" : request.getContentType();
        boolean form = type.toLowerCase(Locale.ROOT).startsWith("application/x-www-form-urlencoded");
        String text = new String(bytes, StandardCharsets.UTF_8);
        if (text.isBlank()) {
            return json.createObjectNode();
        }
        return form ? form(text) : object(text, request);
    }

    private ObjectNode form(String text) {
        ObjectNode fields = json.createObjectNode();
        for (String part : text.strip().split("&", -1)) {
            int equals = part.indexOf('=');
            String name = equals < 0 ? part : part.substring(0, equals);
            fields.put(decode(name), equals < 0 ? "" : decode(part.substring(equals + 1)));
        }
        return fields;
    }

    private ObjectNode object(String text, HttpServletRequest request) {
        try {
            JsonNode node = json.readTree(text);
            if (node instanceof ObjectNode object) {
                return object;
            }
        } catch (JacksonException e) {
            throw new HttpMessageNotReadableException("JSON", e, new ServletServerHttpRequest(request));
        }
        throw new MusterException(ErrorCode.INVALID_JSON, "The body has to be a JSON object.");
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new MusterException(ErrorCode.INVALID_REQUEST, "The form is not percent-encoded as it should be.", e);
        }
    }
}
