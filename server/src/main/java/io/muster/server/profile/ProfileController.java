package io.muster.server.profile;

import io.muster.engine.Event;
import io.muster.engine.Profile;
import io.muster.model.ErrorCode;
import io.muster.model.MusterException;
import io.muster.server.access.RequiredScope;
import io.muster.server.access.Scope;
import io.muster.server.http.Page;
import io.muster.server.http.PageRequest;
import io.muster.server.project.Project;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping(path = "/v1/projects/{project}/profiles", produces = MediaType.APPLICATION_JSON_VALUE)
@RequiredScope(Scope.READ)
class ProfileController {
    private static final int MAX_IDS = 1000;

    private final Profiles profiles;

    ProfileController(Profiles profiles) {
        this.profiles = profiles;
    }

    @GetMapping
    Several several(Project project, @RequestParam(name = "ids", required = false) @Nullable String ids) {
        List<String> asked = Arrays.stream((ids == null ? "" : ids).split(",", -1))
                .filter(id -> !id.isEmpty())
                .distinct()
                .toList();
        if (asked.isEmpty() || asked.size() > MAX_IDS) {
            throw new MusterException(
                    ErrorCode.INVALID_REQUEST,
                    "ids: " + asked.size() + " ids were given; give 1 to " + MAX_IDS + ", with commas between them.");
        }
        Map<String, Profile> found = profiles.find(project.id(), asked);
        return new Several(
                asked.stream()
                        .flatMap(id -> Optional.ofNullable(found.get(id)).stream())
                        .map(ProfileView::of)
                        .toList(),
                asked.stream().filter(id -> !found.containsKey(id)).toList(),
                null);
    }

    @GetMapping("/{profile}")
    ProfileView get(Project project, @PathVariable String profile) {
        return ProfileView.of(profiles.get(project.id(), profile));
    }

    @GetMapping("/{profile}/events")
    Page<EventView> events(Project project, @PathVariable String profile, PageRequest page) {
        return profiles.events(project.id(), profile, page).map(event -> EventView.of(event, profile));
    }

    record Several(
            List<ProfileView> items,
            List<String> missing,
            @Nullable String nextCursor) {}

    record EventView(
            @Nullable String id, String profile, String name, Instant time, Map<String, @Nullable Object> properties) {
        static EventView of(Event event, String profile) {
            return new EventView(
                    event.id(), profile, event.name(), Instant.ofEpochMilli(event.timeMillis()), event.properties());
        }
    }
}
