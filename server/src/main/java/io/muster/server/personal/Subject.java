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
public record Subject(@Nullable Integer ordinal, @Nullable String id, List<SubjectKey> keys) {

    public Subject {
        keys = List.copyOf(keys);
    }

    /** The keys without their kinds. */
    public Set<String> names() {
        return keys.stream().map(SubjectKey::value).collect(Collectors.toUnmodifiableSet());
    }
}
