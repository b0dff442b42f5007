package io.muster.client;

import java.util.List;

/** A part of a segment's changes; {@code resume} is where to go on later, {@code more} whether there is more now. */
public record ChangeFeed(List<MemberChange> items, boolean more, String resume) {
    public ChangeFeed {
        items = Lists.copy(items);
    }
}
