package io.muster.engine.explain;

import io.muster.engine.Event;
import io.muster.engine.Profile;
import io.muster.model.condition.EventPattern;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * All that a condition can see of one profile. Events are read when they are asked for, so many that they can be looked
 * at one by one; of more the newest. For one thread.
 */
public final class ProfileFacts {

    private static final int MOST_OF_NAME = 20_000;
    private static final int MOST = 100_000;

    private final Profile profile;
    private final ProfileEvents stored;
    private final int mostOfName;
    private final int most;
    private final Map<String, KnownEvents> known = new HashMap<>();
    private int read;

    public ProfileFacts(Profile profile, ProfileEvents stored) {
        this(profile, stored, MOST_OF_NAME, MOST);
    }

    /**
     * @param mostOfName events of one name that are read
     * @param most events that are read in all
     */
    public ProfileFacts(Profile profile, ProfileEvents stored, int mostOfName, int most) {
        this.profile = profile;
        this.stored = stored;
        this.mostOfName = mostOfName;
        this.most = most;
    }

    Profile profile() {
        return profile;
    }

    ProfileEvents stored() {
        return stored;
    }

    KnownEvents known(String name) {
        KnownEvents already = known.get(name);
        if (already == null) {
            already = read(name);
            known.put(name, already);
        }
        return already;
    }

    /** Oldest first; those that were read. */
    List<Event> events(String name) {
        return known(name).events();
    }

    /** How many events were read so far. */
    int size() {
        return read;
    }

    private KnownEvents read(String name) {
        int limit = Math.min(mostOfName, most - read);
        List<Event> newest = stored.newest(new EventPattern(name, null), null, ZoneOffset.UTC, limit + 1);
        List<Event> kept = newest.subList(0, Math.min(limit, newest.size()));
        read += kept.size();
        return new KnownEvents(List.copyOf(kept).reversed(), newest.size() <= limit);
    }
}
