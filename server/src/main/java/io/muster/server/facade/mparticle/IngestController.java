package io.muster.server.facade.mparticle;

import io.muster.model.ErrorCode;
import io.muster.model.MusterException;
import io.muster.server.access.Caller;
import io.muster.server.access.ClientLogin;
import io.muster.server.access.RequiredScope;
import io.muster.server.access.Scope;
import io.muster.server.alias.Aliases;
import io.muster.server.limit.RateLimits;
import io.muster.server.project.Project;
import io.muster.server.project.ProjectGate;
import io.muster.server.project.Projects;
import io.muster.server.rows.RowIntake;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Events and users, sent with the API key alone, in the body or as the last part of the path. */
@RestController
@RequiredScope(Scope.INGEST)
class IngestController {
    static final String EVENT = MparticleErrors.ROOT + "/event";
    static final String IDENTIFY = MparticleErrors.ROOT + "/identify";
    static final String ALIAS = MparticleErrors.ROOT + "/alias";
    static final List<String> PATHS = List.of(EVENT, IDENTIFY, ALIAS);

    private static final String BATCH = EVENT + "/batch";
    private static final String KEY = "/{key}";

    private final ClientLogin clients;
    private final RateLimits limits;
    private final Projects projects;
    private final ProjectGate gate;
    private final RowIntake rows;
    private final IngestRows words;
    private final Aliases aliases;

    IngestController(
            ClientLogin clients,
            RateLimits limits,
            Projects projects,
            ProjectGate gate,
            RowIntake rows,
            IngestRows words,
            Aliases aliases) {
        this.clients = clients;
        this.limits = limits;
        this.projects = projects;
        this.gate = gate;
        this.rows = rows;
        this.words = words;
        this.aliases = aliases;
    }

    @PostMapping({EVENT, EVENT + KEY})
    Done event(@RequestBody ObjectNode body, @PathVariable @Nullable String key, HttpServletRequest request) {
        Project project = project(body, key, request);
        rows.events(project, List.of(words.event(body)), "");
        return Done.OK;
    }

    @PostMapping({BATCH, BATCH + KEY})
    Done batch(@RequestBody ObjectNode body, @PathVariable @Nullable String key, HttpServletRequest request) {
        Project project = project(body, key, request);
        rows.events(project, words.events(body), "/events");
        return Done.OK;
    }

    @PostMapping({IDENTIFY, IDENTIFY + KEY})
    Done identify(@RequestBody ObjectNode body, @PathVariable @Nullable String key, HttpServletRequest request) {
        Project project = project(body, key, request);
        rows.profiles(project, List.of(words.user(body)), "");
        return Done.OK;
    }

    @PostMapping({ALIAS, ALIAS + KEY})
    Done alias(@RequestBody ObjectNode body, @PathVariable @Nullable String key, HttpServletRequest request) {
        Project project = project(body, key, request);
        IngestRows.Alias alias = words.alias(body);
        aliases.add(project, alias.previousId(), alias.newId());
        return Done.OK;
    }

    private Project project(ObjectNode body, @Nullable String inPath, HttpServletRequest request) {
        JsonNode inBody = body.remove("apiKey");
        String key = inPath == null && inBody != null && inBody.isString() ? inBody.stringValue() : inPath;
        if (key == null || key.isEmpty()) {
            throw new MusterException(
                    ErrorCode.INVALID_REQUEST,
                    "apiKey is missing; give it in the body or as the last part of the path.");
        }
        Caller caller = clients.writer(key, request.getRemoteAddr());
        limits.take(caller, Scope.INGEST.text());
        Project project = projects.own(caller);
        gate.enter(project);
        return project;
    }
}
