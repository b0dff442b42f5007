package io.muster.server.person;

import io.muster.server.access.Scope;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What a person may do in an organization; the lower-case name is the stable one. */
public enum Role {
    OWNER(EnumSet.allOf(Scope.class)),
    EDITOR(EnumSet.of(Scope.INGEST, Scope.READ, Scope.SEGMENTS, Scope.EXPORT)),
    VIEWER(EnumSet.of(Scope.READ));

    // Set.copyOf, which Error Prone cannot see.
    @SuppressWarnings("ImmutableEnumChecker")
    private final Set<Scope> scopes;

    Role(Set<Scope> scopes) {
        this.scopes = Set.copyOf(scopes);
    }

    public Set<Scope> scopes() {
        return scopes;
    }

    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Role> find(String text) {
        return Arrays.stream(values()).filter(role -> role.text().equals(text)).findFirst();
    }
}
