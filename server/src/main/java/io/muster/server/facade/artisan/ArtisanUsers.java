package io.muster.server.facade.artisan;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.muster.engine.KeyKind;
import io.muster.engine.Profile;
import io.muster.engine.rows.RowBatch;
import io.muster.model.ErrorCode;
import io.muster.model.MusterException;
import io.muster.server.http.Page;
import io.muster.server.http.Parameters;
import io.muster.server.profile.Profiles;
import io.muster.server.profile.Profiles.Found;
import io.muster.server.project.Project;
import io.muster.server.segment.CurrentMembers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Profiles as this interface has them. Thread-safe. */
@Component
class ArtisanUsers {
    private static final String SEGMENTS = "currentSegments";

    private final Profiles profiles;
    private final CurrentMembers segments;

    ArtisanUsers(Profiles profiles, CurrentMembers segments) {
        this.profiles = profiles;
        this.segments = segments;
    }

    /** Whose ids are meant: those that Artisan gave to devices, or the shared user ids that customers gave. */
    enum Source {
        ARTISAN,
        CUSTOM;

        KeyKind kind() {
            return switch (this) {
                case ARTISAN -> new KeyKind.Id();
                case CUSTOM -> new KeyKind.Identity(RowBatch.SHARED_USER_ID);
            };
        }

        static Source of(Parameters parameters) {
            return parameters.is("source", "custom", "artisan") ? CUSTOM : ARTISAN;
        }
    }

    /** A profile; every attribute is a text. */
    record User(
            @JsonProperty("identifier") String identifier,
            @JsonProperty("identifierSource") String source,
            @JsonProperty("href") String href,
            @JsonProperty("attributes") Map<String, String> attributes) {}

    record One(
            @JsonProperty("success") boolean success,
            @JsonProperty("response") User response) {}

    record Several(
            @JsonProperty("success") boolean success,
            @JsonProperty("response") List<User> response,
            @JsonProperty("missing") List<String> missing) {}

    One one(Project project, Source source, String id) {
        Found found = profiles.find(project.id(), source.kind(), List.of(id));
        Profile profile = found.byKey().get(id);
        if (profile == null) {
            throw new MusterException(ErrorCode.NOT_FOUND, "Profile with the key " + id + " does not exist.");
        }
        return new One(true, user(project, source, id, profile, found.attributes()));
    }

    Several several(Project project, Source source, List<String> ids) {
        Found found = profiles.find(project.id(), source.kind(), ids);
        Map<String, Profile> byKey = found.byKey();
        List<User> users = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        for (String id : ids) {
            Profile profile = byKey.get(id);
            if (profile == null) {
                missing.add(id);
            } else {
                users.add(user(project, source, id, profile, found.attributes()));
            }
        }
        return new Several(true, users, missing);
    }

    /** The ids of the profiles meant, which for device ids are these. */
    List<String> ids(Project project, Source source, List<String> keys) {
        return source == Source.ARTISAN ? keys : profiles.ids(project.id(), source.kind(), keys);
    }

    private User user(Project project, Source source, String id, Profile profile, List<String> names) {
        Map<String, String> attributes = new TreeMap<>();
        names.forEach(
                name -> attributes.put(name, ArtisanText.of(profile.attributes().get(name))));
        attributes.put(SEGMENTS, segments(project, profile));
        return switch (source) {
            case ARTISAN -> new User(id, "artisan", ArtisanPaths.user(project, id), attributes);
            case CUSTOM -> new User(id, "custom", ArtisanPaths.sharedUser(project, id), attributes);
        };
    }

    private String segments(Project project, Profile profile) {
        return Page.all(page -> segments.of(project, profile.ordinal(), null, page)).stream()
                .map(in -> in.segment().id())
                .collect(Collectors.joining(","));
    }
}
