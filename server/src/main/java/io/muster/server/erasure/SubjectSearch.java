package io.muster.server.erasure;

import io.muster.engine.Alias;
import io.muster.engine.Deadline;
import io.muster.engine.EngineSnapshot;
import io.muster.engine.EngineSnapshot.Member;
import io.muster.engine.KeyKind;
import io.muster.engine.Profile;
import io.muster.engine.SegmentEngine;
import io.muster.model.ProjectId;
import io.muster.server.personal.Subject;
import io.muster.server.personal.SubjectKey;
import io.muster.server.personal.Subjects;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.stereotype.Component;

/** Finds out who is meant by keys, and what else they are called. Thread-safe. */
@Component
class SubjectSearch {

    private final SegmentEngine engine;

    SubjectSearch(SegmentEngine engine) {
        this.engine = engine;
    }

    /** Every profile that has one of the keys, and each key that no profile has, as somebody of his own. */
    Subjects find(ProjectId project, List<SubjectKey> keys, Deadline deadline) {
        return find(project, keys, SubjectSearch::subject, deadline);
    }

    /**
     * As {@link #find}, and what these profiles were called before that was another name of theirs: what was kept under
     * it, such as files of exports, is theirs too.
     */
    Subjects findWithFormer(ProjectId project, List<SubjectKey> keys, Deadline deadline) {
        return find(project, keys, SubjectSearch::withFormer, deadline);
    }

    /** Profiles that have what one of these was, since its id became another name of theirs; and what they were before. */
    Subjects findSuccessors(Subjects subjects, Deadline deadline) {
        RoaringBitmap known = subjects.ordinals();
        return find(
                        subjects.project(),
                        ids(subjects),
                        (profile, aliases) -> withFormer(profile, aliases)
                                .filter(subject -> aliases.stream().anyMatch(alias -> wasOneOf(alias, known)))
                                .filter(subject -> !known.contains(Objects.requireNonNull(subject.ordinal()))),
                        deadline)
                .present();
    }

    /** Other profiles that have one of their ids now. */
    Subjects findAnew(Subjects subjects, Deadline deadline) {
        RoaringBitmap known = subjects.ordinals();
        return find(
                        subjects.project(),
                        ids(subjects),
                        (profile, aliases) -> subject(profile, aliases)
                                .filter(subject -> subjects.ids().contains(subject.id()))
                                .filter(subject -> !known.contains(profile.ordinal())),
                        deadline)
                .present();
    }

    private static List<SubjectKey> ids(Subjects subjects) {
        return subjects.ids().stream()
                .map(id -> new SubjectKey(SubjectKey.ID, id))
                .toList();
    }

    private static boolean wasOneOf(Alias alias, RoaringBitmap ordinals) {
        return alias.was().isPresent() && ordinals.contains(alias.was().getAsInt());
    }

    private Subjects find(
            ProjectId project,
            List<SubjectKey> keys,
            BiFunction<Profile, List<Alias>, Stream<Subject>> subject,
            Deadline deadline) {
        try (EngineSnapshot snapshot = engine.snapshot(project)) {
            RoaringBitmap ordinals = new RoaringBitmap();
            Set<SubjectKey> unknown = new LinkedHashSet<>(keys);
            byKind(keys)
                    .forEach((kind, values) -> snapshot.ordinals(keyKind(kind), values, deadline)
                            .forEach((value, found) -> {
                                found.forEach(ordinals::add);
                                unknown.remove(new SubjectKey(kind, value));
                            }));
            List<Subject> subjects = new ArrayList<>(profiles(snapshot, ordinals, subject, deadline));
            unknown.forEach(key -> subjects.add(
                    new Subject(null, key.kind().equals(SubjectKey.ID) ? key.value() : null, List.of(key))));
            return new Subjects(project, subjects);
        }
    }

    private static Map<String, Set<String>> byKind(List<SubjectKey> keys) {
        Map<String, Set<String>> byKind = new LinkedHashMap<>();
        keys.forEach(key ->
                byKind.computeIfAbsent(key.kind(), kind -> new HashSet<>()).add(key.value()));
        return byKind;
    }

    private static KeyKind keyKind(String kind) {
        return switch (kind) {
            case SubjectKey.ID -> new KeyKind.Id();
            case SubjectKey.EXPORT_KEY -> new KeyKind.ExportKey();
            default -> new KeyKind.Identity(kind.substring(kind.indexOf(':') + 1));
        };
    }

    private static List<Subject> profiles(
            EngineSnapshot snapshot,
            RoaringBitmap ordinals,
            BiFunction<Profile, List<Alias>, Stream<Subject>> subject,
            Deadline deadline) {
        List<String> ids = snapshot.members(ordinals, -1, Integer.MAX_VALUE, deadline).stream()
                .map(Member::id)
                .toList();
        return snapshot.profiles(ids, deadline).stream()
                .flatMap(profile -> subject.apply(profile, snapshot.aliases(profile.ordinal(), deadline)))
                .toList();
    }

    private static Stream<Subject> withFormer(Profile profile, List<Alias> aliases) {
        Stream<Subject> before = aliases.stream()
                .filter(alias -> alias.was().isPresent())
                .map(alias -> new Subject(
                        alias.was().getAsInt(), alias.id(), List.of(new SubjectKey(SubjectKey.ID, alias.id()))));
        return Stream.concat(subject(profile, aliases), before);
    }

    private static Stream<Subject> subject(Profile profile, List<Alias> aliases) {
        List<SubjectKey> keys = new ArrayList<>();
        keys.add(new SubjectKey(SubjectKey.ID, profile.id()));
        aliases.forEach(alias -> keys.add(new SubjectKey(SubjectKey.ID, alias.id())));
        keys.add(new SubjectKey(SubjectKey.EXPORT_KEY, profile.exportKey()));
        profile.identities().forEach((keyspace, key) -> keys.add(SubjectKey.identity(keyspace, key)));
        return Stream.of(new Subject(profile.ordinal(), profile.id(), keys));
    }
}
