package io.muster.server.organization;

import io.muster.model.ErrorCode;
import io.muster.model.MusterException;
import io.muster.model.ProjectId;
import io.muster.server.access.AddressList;
import io.muster.server.access.ApplicationSettings;
import io.muster.server.access.Caller;
import io.muster.server.access.Reach;
import io.muster.server.access.RedirectUrl;
import io.muster.server.access.Rotation;
import io.muster.server.access.Scope;
import io.muster.server.http.JsonFields;
import io.muster.server.project.Project;
import io.muster.server.project.Projects;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** Reads what a caller says of an application. Throws a MusterException with every fault in it. */
@Component
class ApplicationRequest {
    private static final int MAX_NAME = 200;
    private static final int MAX_ITEMS = 100;
    private static final Duration LONGEST_OVERLAP = Duration.ofDays(30);

    private final Projects projects;

    ApplicationRequest(Projects projects) {
        this.projects = projects;
    }

    /** A new application, of the project and no other, and bound like its maker, unless the body says so. */
    ApplicationSettings forNew(Caller caller, Project project, ObjectNode body) {
        JsonFields fields = new JsonFields(body);
        Optional<String> name = fields.requiredText("name", 1, MAX_NAME);
        if (!fields.has("scopes")) {
            fields.fault("scopes", ErrorCode.INVALID_REQUEST, "scopes is missing; give at least one.");
        }
        UnaryOperator<ApplicationSettings> rest = rest(caller, fields);
        fields.done();
        return rest.apply(ApplicationSettings.of(name.orElseThrow(), Reach.only(project.id()), Set.of())
                .boundBy(caller.bounds()));
    }

    UnaryOperator<ApplicationSettings> forUpdate(Caller caller, ObjectNode body) {
        JsonFields fields = new JsonFields(body);
        Optional<String> name = fields.text("name", 1, MAX_NAME);
        UnaryOperator<ApplicationSettings> rest = rest(caller, fields);
        fields.done();
        return before -> rest.apply(before.named(name.orElse(before.name())));
    }

    Rotation rotation(ObjectNode body) {
        JsonFields fields = new JsonFields(body);
        Optional<Duration> overlap = fields.parsed("overlap", ApplicationRequest::duration);
        Optional<Boolean> endPrevious = fields.flag("end_previous");
        fields.done();
        return new Rotation(overlap.orElse(Duration.ZERO), endPrevious.orElse(false));
    }

    private UnaryOperator<ApplicationSettings> rest(Caller caller, JsonFields fields) {
        Optional<Set<Scope>> scopes = scopes(fields);
        Optional<Reach> reach = reach(caller, fields);
        Optional<List<String>> addresses = each(fields, "allowed_addresses", AddressList::check);
        Optional<List<String>> urls = each(fields, "redirect_urls", RedirectUrl::check);
        Optional<Boolean> enabled = fields.flag("enabled");
        boolean expires = fields.has("expires_at");
        Optional<Instant> expiry = fields.node("expires_at").isEmpty()
                ? Optional.empty()
                : fields.parsed("expires_at", ApplicationRequest::instant);
        return before -> new ApplicationSettings(
                before.name(),
                reach.orElse(before.reach()),
                scopes.orElse(before.scopes()),
                urls.orElse(before.redirectUrls()),
                addresses.map(AddressList::new).orElse(before.addresses()),
                expires ? expiry.orElse(null) : before.expiresAt(),
                enabled.orElse(before.enabled()));
    }

    private static Optional<Set<Scope>> scopes(JsonFields fields) {
        return fields.texts("scopes").map(texts -> {
            Set<Scope> found = EnumSet.noneOf(Scope.class);
            for (int i = 0; i < texts.size(); i++) {
                Optional<Scope> scope = Scope.find(texts.get(i));
                scope.ifPresent(found::add);
                if (scope.isEmpty()) {
                    fields.fault(
                            "scopes/" + i,
                            ErrorCode.WRONG_TYPE,
                            "'" + texts.get(i) + "' is not a scope; there are "
                                    + String.join(
                                            ", ",
                                            EnumSet.allOf(Scope.class).stream()
                                                    .map(Scope::text)
                                                    .toList())
                                    + ".");
                }
            }
            if (texts.isEmpty()) {
                fields.fault("scopes", ErrorCode.INVALID_REQUEST, "scopes is empty; give at least one.");
            }
            return found;
        });
    }

    private Optional<Reach> reach(Caller caller, JsonFields fields) {
        boolean all = fields.flag("all_projects").orElse(false);
        Optional<List<String>> named = fields.texts("projects");
        if (all && named.isPresent()) {
            fields.fault("projects", ErrorCode.INVALID_REQUEST, "Give projects or all_projects, not both.");
        }
        if (all) {
            return Optional.of(Reach.everything());
        }
        return named.flatMap(keys -> {
            Set<ProjectId> ids = new LinkedHashSet<>();
            for (int i = 0; i < keys.size(); i++) {
                try {
                    ids.add(projects.get(keys.get(i), caller).id());
                } catch (MusterException e) {
                    fields.fault("projects/" + i, ErrorCode.NOT_FOUND, e.detail());
                }
            }
            if (keys.isEmpty()) {
                fields.fault("projects", ErrorCode.INVALID_REQUEST, "projects is empty; name at least one.");
            }
            return Optional.of(Reach.only(ids));
        });
    }

    private static Optional<List<String>> each(JsonFields fields, String name, UnaryOperator<String> check) {
        return fields.texts(name).map(texts -> {
            if (texts.size() > MAX_ITEMS) {
                fields.fault(
                        name,
                        ErrorCode.INVALID_REQUEST,
                        name + " has " + texts.size() + " items; give up to " + MAX_ITEMS + ".");
            }
            List<String> checked = new ArrayList<>();
            for (int i = 0; i < Math.min(texts.size(), MAX_ITEMS); i++) {
                try {
                    checked.add(check.apply(texts.get(i)));
                } catch (MusterException e) {
                    fields.fault(name + "/" + i, e.code(), e.detail());
                }
            }
            return checked;
        });
    }

    private static Instant instant(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw new MusterException(
                    ErrorCode.WRONG_TYPE,
                    "'" + text + "' is not an ISO-8601 instant; give one such as 2027-01-01T00:00:00Z.",
                    e);
        }
    }

    private static Duration duration(String text) {
        try {
            Duration overlap = Duration.parse(text);
            if (!overlap.isNegative() && overlap.compareTo(LONGEST_OVERLAP) <= 0) {
                return overlap;
            }
        } catch (DateTimeException e) {
            throw wrongOverlap(text, e);
        }
        throw wrongOverlap(text, null);
    }

    private static MusterException wrongOverlap(String text, @Nullable Exception cause) {
        return new MusterException(
                ErrorCode.WRONG_TYPE,
                "'" + text + "' cannot be; give an ISO-8601 duration of up to 30 days, such as PT24H.",
                cause);
    }
}
