package io.muster.server.personal;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One person or device that a request is about: a profile, or keys that no profile has.
 *
 * @param ordinal the profile's; null where there is none
 * @param id the profile's, or the one that was asked for; null where only other keys are known
 * @param keys all that it is called by, the id among them
 */
public record Subject(
        @Nullable Integer ordinal, @Nullable String id, List<Key> keys) {

    public Subject {
        keys = List.copyOf(keys);
    }

    /**
     * What a profile is called by.
     *
     * @param kind {@code id}, {@code export_key}, or {@code identity:} and the keyspace
     */
    public record Key(String kind, String value) {
        public static final String ID = "id";
        public static final String EXPORT_KEY = "export_key";

        public static Key identity(String keyspace, String value) {
            return new Key("identity:" + keyspace, value);
        }
    }

    /** The keys without their kinds. */
    public Set<String> names() {
        return keys.stream().map(Key::value).collect(Collectors.toUnmodifiableSet());
    }
}
