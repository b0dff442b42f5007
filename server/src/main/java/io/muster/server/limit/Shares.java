package io.muster.server.limit;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How much of something there is little of each of its users has, so that none has all of it. Thread-safe. */
public final class Shares {

    private final Map<Share, Integer> taken = new HashMap<>();

    /**
     * One of what a user may have.
     *
     * @param most how many the user may have at once
     */
    public record Share(String user, int most) {}

    /** Takes all of them; none, and false, where a user has as many as it may have. */
    public synchronized boolean take(Collection<Share> wanted) {
        if (!areFree(wanted)) {
            return false;
        }
        wanted.forEach(share -> taken.merge(share, 1, Integer::sum));
        return true;
    }

    /** Whether all of them could be taken now. */
    public synchronized boolean areFree(Collection<Share> wanted) {
        return wanted.stream().allMatch(share -> taken.getOrDefault(share, 0) < share.most());
    }

    public synchronized void giveBack(Collection<Share> given) {
        given.forEach(share -> taken.computeIfPresent(share, (user, count) -> count == 1 ? null : count - 1));
    }

    /** Who has as many as it may have. */
    public synchronized List<String> full() {
        return taken.entrySet().stream()
                .filter(entry -> entry.getValue() >= entry.getKey().most())
                .map(entry -> entry.getKey().user())
                .toList();
    }
}
