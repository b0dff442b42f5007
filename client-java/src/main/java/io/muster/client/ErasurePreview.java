package io.muster.client;

import java.util.List;

/**
 * What an erasure would erase.
 *
 * @param profiles profiles that have one of the keys
 * @param unknown keys that no profile has
 * @param subjects what stands for each key in receipts
 */
public record ErasurePreview(
        boolean dryRun, int profiles, int unknown, List<String> subjects, List<PlaceCount> places) {
    public ErasurePreview {
        subjects = Lists.copy(subjects);
        places = Lists.copy(places);
    }
}
