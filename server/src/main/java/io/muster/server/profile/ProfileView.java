package io.muster.server.profile;

import io.muster.engine.Profile;
import io.muster.engine.rows.RowBatch;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A profile as callers see it; attributes and identities by name. */
record ProfileView(
        String id,
        String exportKey,
        @Nullable String sharedUserId,
        Map<String, String> identities,
        Map<String, Object> attributes,
        List<String> tags) {

    static ProfileView of(Profile profile) {
        Map<String, String> identities = new TreeMap<>(profile.identities());
        String sharedUserId = identities.remove(RowBatch.SHARED_USER_ID);
        return new ProfileView(
                profile.id(),
                profile.exportKey(),
                sharedUserId,
                identities,
                new TreeMap<>(profile.attributes()),
                profile.tags());
    }
}
