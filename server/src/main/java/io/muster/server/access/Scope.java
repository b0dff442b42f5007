package io.muster.server.access;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What an application may do; the lower-case name is the stable one. */
public enum Scope {
    INGEST,
    READ,
    SEGMENTS,
    EXPORT,
    /** Erasing people, and telling them what is known of them. */
    ERASE,
    ADMIN;

    /** The stable name. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The scope of that stable name. */
    public static Optional<Scope> find(String text) {
        return Arrays.stream(values())
                .filter(scope -> scope.text().equals(text))
                .findFirst();
    }

    static String write(Set<Scope> scopes) {
        return scopes.stream().map(Scope::text).sorted().collect(Collectors.joining(" "));
    }

    static Set<Scope> parse(String scopes) {
        return Arrays.stream(scopes.split(" "))
                .filter(scope -> !scope.isEmpty())
                .map(scope -> valueOf(scope.toUpperCase(Locale.ROOT)))
                .collect(Collectors.toUnmodifiableSet());
    }
}
