package io.muster.server.http;

import io.muster.model.ErrorCode;
import io.muster.model.MusterException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Where a page ended, as callers carry it to the next: opaque to them, and good only for the list that gave it out. */
public record Cursor(List<String> parts) {
    private static final JsonMapper JSON = JsonMapper.shared();

    public Cursor {
        parts = List.copyOf(parts);
    }

    /**
     * Writes a cursor.
     *
     * @param list the list's name, with all that decides what is in it, such as the project's id
     */
    public static String encode(String list, Object... parts) {
        List<String> all = Stream.concat(Stream.of(list), Stream.of(parts).map(Object::toString))
                .toList();
        byte[] json = JSON.writeValueAsString(all).getBytes(StandardCharsets.UTF_8);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json);
    }

    /**
     * Reads a cursor of that list with so many parts.
     *
     * @throws MusterException INVALID_CURSOR
     */
    public static Cursor decode(String list, int parts, String text) {
        try {
            byte[] json = Base64.getUrlDecoder().decode(text);
            List<String> all = List.of(JSON.readValue(json, String[].class));
            if (all.size() == parts + 1 && all.getFirst().equals(list)) {
                return new Cursor(all.subList(1, all.size()));
            }
        } catch (IllegalArgumentException | NullPointerException | JacksonException e) {
            throw invalid(e);
        }
        throw invalid(null);
    }

    public String text(int part) {
        return parts.get(part);
    }

    /** The part as a number; INVALID_CURSOR where it is none. */
    public long number(int part) {
        try {
            return Long.parseLong(parts.get(part));
        } catch (NumberFormatException e) {
            throw invalid(e);
        }
    }

    private static MusterException invalid(@Nullable Throwable cause) {
        return new MusterException(
                ErrorCode.INVALID_CURSOR, "cursor: not one that this list gave out; start again without it.", cause);
    }
}
