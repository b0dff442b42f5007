package io.muster.server.facade.apsis;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.muster.engine.KeyKind;
import io.muster.engine.Profile;
import io.muster.model.ErrorCode;
import io.muster.model.MusterException;
import io.muster.server.access.Caller;
import io.muster.server.access.RequiredScope;
import io.muster.server.access.Scope;
import io.muster.server.export.Export.Column;
import io.muster.server.http.JsonFields;
import io.muster.server.http.Page;
import io.muster.server.profile.Profiles;
import io.muster.server.project.OwnProject;
import io.muster.server.project.Project;
import io.muster.server.project.Projects;
import io.muster.server.segment.CurrentMembers;
import io.muster.server.segment.Segment;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ObjectNode;

/** What a client can ask for, and whether a profile is in segments. */
@RestController
@RequestMapping(ApsisErrors.ROOT)
@RequiredScope(Scope.READ)
class AudienceController {
    private static final String KEYSPACES = "com.apsis1.keyspaces.";
    private static final String IDENTITY = "identity:";
    private static final String PROFILE_KEY = "usercreated.keyspaces.profile-id";

    private final Projects projects;
    private final Names names;
    private final Profiles profiles;
    private final CurrentMembers members;

    AudienceController(Projects projects, Names names, Profiles profiles, CurrentMembers members) {
        this.projects = projects;
        this.names = names;
        this.profiles = profiles;
        this.members = members;
    }

    /** A list, as every list is here. */
    record Items<T>(@JsonProperty("items") List<T> items) {}

    /** Something by its discriminator. */
    record Item(
            @JsonProperty("discriminator") String discriminator,
            @JsonProperty("name") String name) {}

    /** Whether the profile is in each segment that was asked about. */
    record Evaluation(@JsonProperty("matches") Map<String, Map<String, Boolean>> matches) {}

    @GetMapping("/segments")
    Items<Item> segments(@OwnProject Project project) {
        return new Items<>(
                names.segments(project).stream().map(AudienceController::item).toList());
    }

    @GetMapping("/segments/{discriminator}")
    Item segment(@OwnProject Project project, @PathVariable String discriminator) {
        return item(names.segment(project, discriminator));
    }

    @GetMapping("/keyspaces")
    Items<Item> keyspaces(@OwnProject Project project) {
        Stream<Item> own = Stream.of(new Item(KEYSPACES + "export", "Export key"), new Item(PROFILE_KEY, "Profile id"));
        Stream<Item> seen = names.attributes(project).stream()
                .map(Column::source)
                .filter(source -> source.startsWith(IDENTITY))
                .map(source -> source.substring(IDENTITY.length()))
                .map(keyspace -> new Item(KEYSPACES + keyspace, keyspace));
        return new Items<>(Stream.concat(own, seen).toList());
    }

    @GetMapping("/sections")
    Items<Item> sections(Caller caller) {
        return new Items<>(Page.all(page -> projects.list(caller, page)).stream()
                .map(project -> new Item(project.id().value(), project.name()))
                .toList());
    }

    @GetMapping("/sections/{project}/attributes")
    Items<Item> attributes(Project project) {
        return new Items<>(names.attributes(project).stream()
                .map(column -> new Item(Discriminator.ofColumn(column.source()), column.name()))
                .toList());
    }

    @GetMapping("/sections/{project}/tags")
    Items<Item> tags(Project project) {
        return new Items<>(names.tags(project).stream()
                .map(tag -> new Item(Discriminator.ofTag(tag), tag))
                .toList());
    }

    @GetMapping("/sections/{project}/events")
    Items<Item> events(Project project) {
        return new Items<>(names.events(project).stream()
                .map(event -> new Item(Discriminator.ofEvent(event), event))
                .toList());
    }

    @PostMapping("/keyspaces/{keyspace}/profiles/{key}/evaluations")
    Evaluation evaluate(
            @OwnProject Project project,
            @PathVariable String keyspace,
            @PathVariable String key,
            @RequestBody(required = false) ObjectNode body) {
        Profile profile = profiles.find(project.id(), kind(keyspace), List.of(key))
                .byKey()
                .get(key);
        if (profile == null) {
            throw new MusterException(ErrorCode.NOT_FOUND, "There is no profile " + key + " in " + keyspace + ".");
        }
        Set<String> in = Page.all(page -> members.of(project, profile.ordinal(), null, page)).stream()
                .map(member -> member.segment().id())
                .collect(Collectors.toSet());
        Map<String, Boolean> matches = new LinkedHashMap<>();
        asked(project, body)
                .forEach(segment -> matches.put(Discriminator.ofSegment(segment.key()), in.contains(segment.id())));
        return new Evaluation(Map.of("segments", matches));
    }

    /** The segments named, or all of them. */
    private List<Segment> asked(Project project, @org.jspecify.annotations.Nullable ObjectNode body) {
        if (body == null) {
            return names.segments(project);
        }
        JsonFields fields = new JsonFields(body);
        List<String> named = fields.texts("segments").orElse(List.of());
        fields.done();
        return named.isEmpty()
                ? names.segments(project)
                : named.stream().map(one -> names.segment(project, one)).toList();
    }

    private static KeyKind kind(String keyspace) {
        if (keyspace.equals(PROFILE_KEY)) {
            return new KeyKind.Id();
        }
        if (keyspace.equals(KEYSPACES + "export")) {
            return new KeyKind.ExportKey();
        }
        if (!keyspace.startsWith(KEYSPACES)) {
            throw new MusterException(ErrorCode.NOT_FOUND, "There is no keyspace " + keyspace + ".");
        }
        return new KeyKind.Identity(keyspace.substring(KEYSPACES.length()));
    }

    private static Item item(Segment segment) {
        return new Item(
                Discriminator.ofSegment(segment.key()), segment.content().name());
    }
}
