package io.muster.server.erasure;

import io.muster.server.personal.SubjectKey;
import io.muster.server.project.Project;
import io.muster.server.token.Statements;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Signs what was erased. A receipt has no value of anybody's; who it was is a keyed hash. Thread-safe. */
@Component
class Receipts {

    static final String TYPE = "muster-erasure";

    private final Statements statements;
    private final SealedSubjects sealed;
    private final JsonMapper json;

    Receipts(Statements statements, SealedSubjects sealed, JsonMapper json) {
        this.statements = statements;
        this.sealed = sealed;
        this.json = json;
    }

    /** What a receipt states. */
    record Statement(
            String iss,
            String erasure,
            Of project,
            String requestedBy,
            Instant requestedAt,
            Instant erasedAt,
            boolean suppressed,
            List<String> subjects,
            int profiles,
            List<PlaceCount> places,
            long dataVersion) {}

    record Of(String id, String key) {}

    String sign(Erasure erasure, Project project, List<SubjectKey> asked, long dataVersion, Instant now) {
        Statement statement = new Statement(
                "muster",
                erasure.id(),
                new Of(project.id().value(), project.key()),
                erasure.requestedBy(),
                erasure.createdAt(),
                now,
                erasure.suppress(),
                asked.stream().map(sealed::pseudonym).sorted().toList(),
                erasure.profiles() == null ? 0 : erasure.profiles(),
                erasure.places(),
                dataVersion);
        return statements.sign(TYPE, json.writeValueAsString(statement));
    }
}
