package io.muster.client;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/** What to change of a person; what is {@code null} stays as it is. It never prints the password. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PersonChanges(
        @Nullable String name,
        @Nullable Role role,
        @Nullable Boolean enabled,
        @Nullable String password) {

    /** No change at all, to begin from. */
    public static final PersonChanges NONE = new PersonChanges(null, null, null, null);

    public PersonChanges withName(@Nullable String value) {
        return new PersonChanges(value, role, enabled, password);
    }

    public PersonChanges withRole(@Nullable Role value) {
        return new PersonChanges(name, value, enabled, password);
    }

    public PersonChanges withEnabled(@Nullable Boolean value) {
        return new PersonChanges(name, role, value, password);
    }

    /** 12 to 1,000 characters. */
    public PersonChanges withPassword(@Nullable String value) {
        return new PersonChanges(name, role, enabled, value);
    }

    @Override
    public String toString() {
        return "PersonChanges[name=" + name + ", role=" + role + ", enabled=" + enabled + "]";
    }
}
