package io.muster.client;

import org.jspecify.annotations.Nullable;

/**
 * Somebody who shall be able to sign in. It never prints the password.
 *
 * @param password 12 to 1,000 characters; null for one who signs in by the server's identity provider only
 */
public record PersonDraft(
        String email, String name, Role role, @Nullable String password) {
    @Override
    public String toString() {
        return "PersonDraft[email=" + email + ", name=" + name + ", role=" + role + "]";
    }
}
