package io.muster.server.person;

import java.util.Optional;

/**
 * What is said of a person; empty for what stays as it is.
 *
 * @param password in the clear; never kept
 */
public record PersonSettings(
        Optional<String> name, Optional<Role> role, Optional<Boolean> enabled, Optional<String> password) {
    @Override
    public String toString() {
        return "PersonSettings[" + name + ", " + role + ", " + enabled + "]";
    }
}
