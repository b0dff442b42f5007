package io.muster.model;

/**
 * A project's id: 1–64 characters of {@code a-z 0-9 _ -}. It names files and databases, so nothing else is allowed in it.
 */
public record ProjectId(String value) {
    public ProjectId {
        if (!value.matches("[a-z0-9_-]{1,64}")) {
            throw new IllegalArgumentException("not a project id: " + value);
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
