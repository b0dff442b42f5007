package io.muster.client;

import java.util.List;

/** What a static segment has now; {@code unknown} are ids that no profile has and that were left out. */
public record MembersReplaced(long size, List<String> unknown, long dataVersion) {
    public MembersReplaced {
        unknown = Lists.copy(unknown);
    }
}
