package io.muster.client;

import java.util.List;

/**
 * Whom to erase: every profile that has one of the keys, up to 1,000 of them together.
 *
 * @param suppress whether rows with a key of theirs are dropped from then on
 */
public record ErasureRequest(
        List<String> profiles, List<String> exportKeys, List<IdentityKey> identities, boolean suppress) {
    public ErasureRequest {
        profiles = List.copyOf(profiles);
        exportKeys = List.copyOf(exportKeys);
        identities = List.copyOf(identities);
    }

    /** By ids. */
    public static ErasureRequest ofProfiles(List<String> ids) {
        return new ErasureRequest(ids, List.of(), List.of(), false);
    }
}
