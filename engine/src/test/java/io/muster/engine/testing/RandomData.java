package io.muster.engine.testing;

import static java.math.BigDecimal.ONE;

import io.muster.engine.SegmentEngine;
import io.muster.model.ProjectId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Imports that collide on purpose: few names, few profiles, values of all types under one name, merges, clears, and
 * events that come twice.
 */
public final class RandomData {

    static final List<String> NAMES = List.of("a", "b", "b", "A", "näme \"q\"; --", "a.x", "a.x.x");
    static final List<String> EVENTS = List.of("buy", "buy", "buy", "Buy", "it's \"x\"; --");
    static final List<String> TAGS = List.of("vip", "VIP", "it's", "");
    static final List<String> KEYSPACES = List.of("email", "mobile", "crm_id", "device", "shared_user_id");
    static final List<String> PROFILES = IntStream.range(0, 40)
            .mapToObj(i -> i == 7 ? "näme's \"7\"" : "p" + i)
            .toList();

    private final RandomValues values;
    private final List<EventRow> sent = new ArrayList<>();

    /** One import. */
    public sealed interface Batch {
        /** What of it is about such profiles. */
        Batch only(Predicate<String> profile);

        /** Brings it to an engine and to the reference. */
        void load(SegmentEngine engine, ProjectId project, ReferenceData data);
    }

    public record Profiles(List<ProfileRow> rows) implements Batch {
        @Override
        public Batch only(Predicate<String> profile) {
            return new Profiles(
                    rows.stream().filter(row -> profile.test(row.id())).toList());
        }

        @Override
        public void load(SegmentEngine engine, ProjectId project, ReferenceData data) {
            data.addProfiles(rows);
            EngineRows.importProfiles(engine, project, rows);
        }
    }

    public record Events(List<EventRow> rows) implements Batch {
        @Override
        public Batch only(Predicate<String> profile) {
            return new Events(
                    rows.stream().filter(row -> profile.test(row.profile())).toList());
        }

        @Override
        public void load(SegmentEngine engine, ProjectId project, ReferenceData data) {
            data.addEvents(rows);
            EngineRows.importEvents(engine, project, rows);
        }
    }

    RandomData(RandomValues values) {
        this.values = values;
    }

    /** A few imports, in the order in which they come. */
    List<Batch> batches() {
        List<Batch> batches = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            batches.add(
                    i % 2 == 0
                            ? new Profiles(IntStream.range(0, 20)
                                    .mapToObj(any -> profile())
                                    .toList())
                            : new Events(IntStream.range(0, 80)
                                    .mapToObj(any -> event())
                                    .toList()));
        }
        return batches;
    }

    private ProfileRow profile() {
        List<String> tags = values.once(2)
                ? null
                : TAGS.subList(0, 3).stream().filter(any -> values.once(3)).toList();
        Map<String, @Nullable Object> attributes = properties();
        if (values.once(2)) {
            attributes.put("location", location());
        }
        return new ProfileRow(values.one(PROFILES), attributes, identities(), tags);
    }

    private Map<String, @Nullable Object> location() {
        Map<String, @Nullable Object> location = new LinkedHashMap<>();
        location.put("lat", values.once(6) ? values.value() : values.place(90));
        location.put(
                "lon", values.once(6) ? values.value() : values.place(180).multiply(values.one(ONE, ONE.negate())));
        return location;
    }

    private EventRow event() {
        if (!sent.isEmpty() && values.once(6)) {
            EventRow again = values.one(sent);
            return values.once(5)
                    ? new EventRow(again.id(), again.profile(), again.name(), values.time(), again.properties())
                    : again;
        }
        String id = values.once(2) ? null : "e-" + sent.size();
        // Half of the profiles never have an event.
        String profile = PROFILES.get(values.below(PROFILES.size() / 2));
        EventRow event = new EventRow(id, profile, values.one(EVENTS), values.time(), properties());
        if (id != null) {
            sent.add(event);
        }
        return event;
    }

    private Map<String, @Nullable Object> properties() {
        Map<String, @Nullable Object> properties = new LinkedHashMap<>();
        for (int size = values.below(6); size > 0; size--) {
            properties.put(values.one("a", "a", "b", "b", "b", "A", "näme \"q\"; --"), values.value());
        }
        return properties;
    }

    private Map<String, @Nullable String> identities() {
        Map<String, @Nullable String> identities = new LinkedHashMap<>();
        for (int size = values.below(3); size > 0; size--) {
            identities.put(values.one(KEYSPACES), values.once(3) ? null : values.one("k1", "k2"));
        }
        return identities;
    }
}
