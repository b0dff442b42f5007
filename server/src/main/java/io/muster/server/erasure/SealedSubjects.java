package io.muster.server.erasure;

import io.muster.model.ErrorCode;
import io.muster.model.MusterException;
import io.muster.model.ProjectId;
import io.muster.server.access.SecretVault;
import io.muster.server.personal.Subject;
import io.muster.server.personal.SubjectKey;
import io.muster.server.personal.Subjects;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Keeps who a request is about while it is under way, readable with the server's key only. Thread-safe. */
@Component
class SealedSubjects {

    private final SecretVault vault;
    private final JsonMapper json;

    SealedSubjects(SecretVault vault, JsonMapper json) {
        this.vault = vault;
        this.json = json;
    }

    /**
     * Whom a request is about.
     *
     * @param asked the keys that were given
     * @param found who they are; null until they have been looked up
     */
    record Who(List<SubjectKey> asked, @Nullable List<Subject> found) {}

    String seal(String request, List<SubjectKey> asked, @Nullable Subjects found) {
        Who who = new Who(asked, found == null ? null : found.all());
        return vault.seal(purpose(request), json.writeValueAsString(who));
    }

    /** @throws MusterException INTERNAL where the key that sealed it is no longer here */
    Who open(String request, String sealed) {
        String text = vault.open(purpose(request), sealed)
                .orElseThrow(() -> new MusterException(
                        ErrorCode.INTERNAL,
                        "Who \"" + request + "\" is about cannot be read: the secret key that it was sealed with is not"
                                + " among muster.secret's."));
        return json.readValue(text, Who.class);
    }

    static Subjects subjects(ProjectId project, List<Subject> found) {
        return new Subjects(project, found);
    }

    /** What stands for somebody in receipts: the same for the same key, and nothing to whoever has not the server's key. */
    String pseudonym(SubjectKey key) {
        return vault.pseudonym("erasure", key.kind() + ":" + key.value());
    }

    private static String purpose(String request) {
        return "subjects:" + request;
    }
}
