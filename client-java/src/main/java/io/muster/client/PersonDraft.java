package io.muster.client;

/**
 * Somebody who shall be able to sign in. It never prints the password.
 *
 * @param password 12 to 1,000 characters
 */
public record PersonDraft(String email, String name, Role role, String password) {
    @Override
    public String toString() {
        return "PersonDraft[email=" + email + ", name=" + name + ", role=" + role + "]";
    }
}
