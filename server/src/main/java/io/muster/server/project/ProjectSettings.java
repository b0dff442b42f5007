package io.muster.server.project;

import io.muster.model.ErrorCode;
import io.muster.model.MusterException;
import io.muster.model.ProjectId;
import io.muster.server.http.JsonFields;
import io.muster.server.http.Keys;
import io.muster.server.http.Zones;
import io.muster.server.limit.ProjectLimits;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a caller says of a project. Reading one throws a MusterException with every fault in it.
 *
 * @param key empty for one made from the name
 */
public record ProjectSettings(
        Optional<String> key,
        Optional<String> name,
        Optional<ZoneId> zone,
        Optional<DayOfWeek> weekStart,
        Optional<String> exportRetention,
        Optional<ProjectLimits> limits) {
    private static final int MAX_NAME = 200;

    /** Settings of nothing but key and name. */
    public static ProjectSettings named(String key, String name) {
        return new ProjectSettings(
                Optional.of(key),
                Optional.of(name),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    static ProjectSettings forNew(ObjectNode body) {
        JsonFields fields = new JsonFields(body);
        Optional<String> key = fields.parsed("key", Keys::check);
        Optional<String> name = fields.requiredText("name", 1, MAX_NAME);
        return rest(fields, key, name);
    }

    static ProjectSettings forUpdate(ObjectNode body) {
        JsonFields fields = new JsonFields(body);
        return rest(fields, Optional.empty(), fields.text("name", 1, MAX_NAME));
    }

    private static ProjectSettings rest(JsonFields fields, Optional<String> key, Optional<String> name) {
        Optional<ZoneId> zone = fields.parsed("zone", Zones::parse);
        Optional<DayOfWeek> weekStart = fields.parsed("week_start", ProjectSettings::weekStart);
        Optional<String> retention = fields.parsed("export_retention", text -> {
            Retention.parse(text);
            return text;
        });
        Optional<ProjectLimits> limits = fields.object("limits").map(ProjectLimits::read);
        fields.done();
        return new ProjectSettings(key, name, zone, weekStart, retention, limits);
    }

    Project project(ProjectId id, String organization, String usualRetention, Instant now) {
        String called = name.orElseThrow();
        return new Project(
                id,
                organization,
                key.orElseGet(() -> Keys.from(called)),
                called,
                zone.orElse(ZoneId.of("UTC")),
                weekStart.orElse(DayOfWeek.MONDAY),
                exportRetention.orElse(usualRetention),
                limits.orElse(ProjectLimits.none()),
                now);
    }

    Project changed(Project project) {
        return new Project(
                project.id(),
                project.organization(),
                project.key(),
                name.orElse(project.name()),
                zone.orElse(project.zone()),
                weekStart.orElse(project.weekStart()),
                exportRetention.orElse(project.exportRetention()),
                limits.orElse(project.limits()),
                project.createdAt());
    }

    private static DayOfWeek weekStart(String text) {
        return Arrays.stream(DayOfWeek.values())
                .filter(day -> ProjectStore.weekStart(day).equals(text))
                .findFirst()
                .orElseThrow(() -> new MusterException(
                        ErrorCode.WRONG_TYPE,
                        "'" + text + "' is not a day of the week; give one of "
                                + Arrays.stream(DayOfWeek.values())
                                        .map(ProjectStore::weekStart)
                                        .collect(Collectors.joining(", "))
                                + "."));
    }
}
