package io.muster.engine.testing;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** All rows of a project as they add up, in plain collections. */
public final class ReferenceData {

    private final Map<String, Person> people = new LinkedHashMap<>();
    private final List<EventRow> events = new ArrayList<>();
    private final Set<List<Object>> seen = new HashSet<>();
    private final Map<String, String> aliases = new HashMap<>();

    /** A profile after all of its rows. */
    static final class Person {
        final Map<String, Object> attributes = new LinkedHashMap<>();
        final Map<String, String> identities = new LinkedHashMap<>();
        List<String> tags = List.of();
    }

    public void addProfiles(List<ProfileRow> rows) {
        rows.forEach(this::merge);
    }

    /** Adds events; one with an id counts once for its name and time. Unknown profiles are made. */
    public void addEvents(List<EventRow> rows) {
        for (EventRow given : rows) {
            EventRow row = of(named(given.profile()), given);
            person(row.profile());
            String id = row.id();
            if (id == null || seen.add(List.of(row.name(), id, row.time()))) {
                events.add(row);
            }
        }
    }

    /** The profile that an id stands for. */
    String named(String id) {
        return aliases.getOrDefault(id, id);
    }

    /** Makes an id another name of a profile, which gets what there is under it and lacks. */
    public void alias(String id, String profile) {
        aliases.put(id, profile);
        Person person = person(profile);
        Person was = people.remove(id);
        if (was != null) {
            was.attributes.forEach(person.attributes::putIfAbsent);
            Set<String> tags = new LinkedHashSet<>(person.tags);
            tags.addAll(was.tags);
            person.tags = List.copyOf(tags);
            events.replaceAll(event -> event.profile().equals(id) ? of(profile, event) : event);
        }
    }

    /** Whether an id may become another name of a profile. */
    boolean mayAlias(String id, String profile) {
        Person was = people.get(id);
        return !id.equals(profile)
                && !aliases.containsKey(profile)
                && profile.equals(aliases.getOrDefault(id, profile))
                && !aliases.containsValue(id)
                && (was == null || was.identities.isEmpty());
    }

    private static EventRow of(String profile, EventRow row) {
        return new EventRow(row.id(), profile, row.name(), row.time(), row.properties());
    }

    /** Forgets profiles and what they did; the same events sent again count again. */
    public void erase(Collection<String> ids) {
        ids.forEach(people::remove);
        aliases.values().removeAll(ids);
        events.removeIf(event -> {
            String id = event.id();
            boolean gone = ids.contains(event.profile());
            if (gone && id != null) {
                seen.remove(List.of(event.name(), id, event.time()));
            }
            return gone;
        });
    }

    /** Ids of all profiles, in order of first appearance. */
    public List<String> ids() {
        return List.copyOf(people.keySet());
    }

    Person get(String id) {
        Person person = people.get(id);
        if (person == null) {
            throw new IllegalArgumentException("no profile " + id);
        }
        return person;
    }

    List<EventRow> events(String profile, String name) {
        return events(profile).stream()
                .filter(event -> event.name().equals(name))
                .toList();
    }

    List<EventRow> events(String profile) {
        return events.stream().filter(event -> event.profile().equals(profile)).toList();
    }

    private void merge(ProfileRow row) {
        Person person = person(named(row.id()));
        Json.flatten(row.attributes()).forEach((name, value) -> put(person.attributes, name, value));
        row.identities().forEach((keyspace, key) -> put(person.identities, keyspace, key));
        List<String> tags = row.tags();
        if (tags != null) {
            person.tags = tags;
        }
    }

    private static <T> void put(Map<String, T> map, String name, @Nullable T value) {
        if (value == null) {
            map.remove(name);
        } else {
            map.put(name, value);
        }
    }

    private Person person(String id) {
        return people.computeIfAbsent(id, any -> new Person());
    }
}
