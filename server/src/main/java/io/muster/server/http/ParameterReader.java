package io.muster.server.http;

import io.muster.model.ErrorCode;
import io.muster.model.MusterException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Gives a controller its {@link Parameters}. Old clients say {@code Content-Type: application/json} on every call, send
 * JSON with {@code GET} and forms with {@code POST}; so it is the body itself that tells what it is.
 */
@Component
class ParameterReader implements HandlerMethodArgumentResolver {
    private static final int MOST_BYTES = 1 << 20;

    private final JsonMapper json;

    ParameterReader(JsonMapper json) {
        this.json = json;
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == Parameters.class;
    }

    @Override
    public Parameters resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest web,
            @Nullable WebDataBinderFactory binders)
            throws IOException {
        HttpServletRequest request = Objects.requireNonNull(web.getNativeRequest(HttpServletRequest.class));
        Map<String, List<String>> values = new LinkedHashMap<>();
        form(request.getQueryString(), values);
        String body = body(request);
        String type = String.valueOf(request.getContentType()).toLowerCase(Locale.ROOT);
        if (body.startsWith("{") || (type.contains("json") && !body.isEmpty() && !body.contains("="))) {
            object(body, values);
        } else {
            form(body, values);
        }
        return new Parameters(values);
    }

    private static String body(HttpServletRequest request) throws IOException {
        byte[] bytes = request.getInputStream().readNBytes(MOST_BYTES + 1);
        if (bytes.length > MOST_BYTES) {
            throw new MusterException(
                    ErrorCode.TOO_LARGE, "The body is larger than the " + MOST_BYTES + " bytes that can be sent here.");
        }
        return new String(bytes, StandardCharsets.UTF_8).strip();
    }

    private static void form(@Nullable String text, Map<String, List<String>> values) {
        if (text == null || text.isEmpty()) {
            return;
        }
        for (String pair : text.split("&", -1)) {
            int equals = pair.indexOf('=');
            String name = equals < 0 ? pair : pair.substring(0, equals);
            add(values, decode(name), equals < 0 ? "" : decode(pair.substring(equals + 1)));
        }
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new MusterException(
                    ErrorCode.INVALID_REQUEST, "The parameter '" + text + "' is not percent-encoded correctly.", e);
        }
    }

    private void object(String body, Map<String, List<String>> values) {
        try {
            JsonNode tree = json.readTree(body);
            if (!tree.isObject()) {
                throw new MusterException(ErrorCode.INVALID_JSON, "The body has to be a JSON object or a form.");
            }
            tree.properties().forEach(entry -> member(entry.getKey(), entry.getValue(), values));
        } catch (JacksonException e) {
            throw new MusterException(
                    ErrorCode.INVALID_JSON, "The body is not valid JSON: " + e.getOriginalMessage(), e);
        }
    }

    private static void member(String name, JsonNode value, Map<String, List<String>> values) {
        if (value.isArray()) {
            values.computeIfAbsent(name + Parameters.ELEMENT, it -> new ArrayList<>());
            value.forEach(element -> member(name + Parameters.ELEMENT, element, values));
        } else if (value.isObject()) {
            throw new MusterException(ErrorCode.WRONG_TYPE, name + " is an object; give a text or a list of texts.");
        } else if (!value.isNull()) {
            add(values, name, value.asString());
        }
    }

    private static void add(Map<String, List<String>> values, String name, String value) {
        values.computeIfAbsent(name, it -> new ArrayList<>()).add(value);
    }
}
