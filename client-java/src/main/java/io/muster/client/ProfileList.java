package io.muster.client;

import java.util.List;

/** The profiles that were asked for and exist, and the ids that no profile has. */
public record ProfileList(List<Profile> items, List<String> missing) {
    public ProfileList {
        items = Lists.copy(items);
        missing = Lists.copy(missing);
    }
}
