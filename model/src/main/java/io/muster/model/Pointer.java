package io.muster.model;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * A place in a JSON document, built from the root down. Immutable; a step costs the same at any depth, and only
 * {@link #toString()}, the JSON Pointer (RFC 6901), walks the whole way.
 */
public final class Pointer {

    /** The whole document, the empty string. */
    public static final Pointer ROOT = new Pointer(null, "");

    private final @Nullable Pointer parent;
    private final String token;

    private Pointer(@Nullable Pointer parent, String token) {
        this.parent = parent;
        this.token = token;
    }

    public Pointer child(String name) {
        return new Pointer(this, name);
    }

    public Pointer child(int index) {
        return new Pointer(this, Integer.toString(index));
    }

    @Override
    public String toString() {
        Deque<String> tokens = new ArrayDeque<>();
        for (Pointer step = this; step.parent != null; step = step.parent) {
            tokens.push(step.token);
        }
        StringBuilder text = new StringBuilder();
        for (String step : tokens) {
            text.append('/').append(step.replace("~", "~0").replace("/", "~1"));
        }
        return text.toString();
    }
}
