package io.muster.server.personal;

import io.muster.model.ProjectId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.roaringbitmap.RoaringBitmap;

/** The people of one project that a request is about. */
public record Subjects(ProjectId project, List<Subject> all) {

    public Subjects {
        all = List.copyOf(all);
    }

    /** Those of them that are profiles, and of what these were before; the caller's own to change. */
    public RoaringBitmap ordinals() {
        RoaringBitmap ordinals = new RoaringBitmap();
        for (Subject subject : all) {
            if (subject.ordinal() != null) {
                ordinals.add(subject.ordinal());
            }
        }
        return ordinals;
    }

    /** How many profiles they are. What one of them was before that became another name of it has no export key, and is no other. */
    public int people() {
        return (int) all.stream()
                .filter(subject -> subject.ordinal() != null
                        && subject.keys().stream().anyMatch(key -> key.kind().equals(SubjectKey.EXPORT_KEY)))
                .count();
    }

    /** These and others. */
    public Subjects and(Subjects others) {
        return new Subjects(
                project, Stream.concat(all.stream(), others.all.stream()).toList());
    }

    /** Those of them that are, or were, profiles. */
    public Subjects present() {
        return new Subjects(
                project,
                all.stream().filter(subject -> subject.ordinal() != null).toList());
    }

    /** Their identities, keys by keyspace. */
    public Map<String, Set<String>> identities() {
        Map<String, Set<String>> identities = new HashMap<>();
        for (SubjectKey key : keys()) {
            key.keyspace()
                    .ifPresent(keyspace -> identities
                            .computeIfAbsent(keyspace, it -> new HashSet<>())
                            .add(key.value()));
        }
        return identities;
    }

    /** Their keys. */
    public Set<SubjectKey> keys() {
        return all.stream().flatMap(subject -> subject.keys().stream()).collect(Collectors.toUnmodifiableSet());
    }

    /** The ids that they are known by or were asked for by, other names among them. */
    public Set<String> ids() {
        return keys().stream()
                .filter(key -> key.kind().equals(SubjectKey.ID))
                .map(SubjectKey::value)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Whether a text speaks of one of them. */
    public Mentions mentions() {
        return new Mentions(
                all.stream().flatMap(subject -> subject.names().stream()).collect(Collectors.toUnmodifiableSet()));
    }
}
