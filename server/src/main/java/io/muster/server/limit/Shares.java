package io.muster.server.limit;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How much of something there is little of each of its users has, so that none has all of it. Thread-safe. */
public final class Shares {

    private final Map<String, Taken> taken = new HashMap<>();

    /**
     * One of what a user may have.
     *
     * @param most how many the user may have at once
     */
    public record Share(String user, int most) {}

    private record Taken(int count, int most) {}

    /** Takes all of them; none, and false, where a user has as many as it may have. */
    public synchronized boolean take(Collection<Share> wanted) {
        if (!areFree(wanted)) {
            return false;
        }
        wanted.forEach(share -> taken.put(share.user(), new Taken(count(share) + 1, share.most())));
        return true;
    }

    /** Whether all of them could be taken now. */
    public synchronized boolean areFree(Collection<Share> wanted) {
        return wanted.stream().allMatch(share -> count(share) < share.most());
    }

    public synchronized void giveBack(Collection<Share> given) {
        given.forEach(share -> taken.computeIfPresent(
                share.user(), (user, now) -> now.count() == 1 ? null : new Taken(now.count() - 1, now.most())));
    }

    /** Who has as many as it may have. */
    public synchronized List<String> full() {
        return taken.entrySet().stream()
                .filter(user -> user.getValue().count() >= user.getValue().most())
                .map(Map.Entry::getKey)
                .toList();
    }

    private int count(Share share) {
        Taken now = taken.get(share.user());
        return now == null ? 0 : now.count();
    }
}
