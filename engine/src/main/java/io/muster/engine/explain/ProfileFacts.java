package io.muster.engine.explain;

import io.muster.engine.Event;
import io.muster.engine.Profile;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * All that a condition can see of one profile.
 *
 * @param events by name, oldest first; all those of the names that the condition has
 */
public record ProfileFacts(Profile profile, Map<String, List<Event>> events) {

    public ProfileFacts {
        events = Map.copyOf(events);
    }

    /** @param events in any order */
    public static ProfileFacts of(Profile profile, List<Event> events) {
        return new ProfileFacts(
                profile,
                events.stream()
                        .sorted(Comparator.comparingLong(Event::timeMillis))
                        .collect(Collectors.groupingBy(Event::name)));
    }

    /** Oldest first. */
    public List<Event> events(String name) {
        return events.getOrDefault(name, List.of());
    }
}
