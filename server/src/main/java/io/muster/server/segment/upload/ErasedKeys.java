package io.muster.server.segment.upload;

import io.muster.engine.KeyKind;
import io.muster.model.ErrorCode;
import io.muster.model.MusterException;
import io.muster.model.ProjectId;
import io.muster.server.access.SecretVault;
import io.muster.server.personal.Subject;
import io.muster.server.personal.SubjectKey;
import io.muster.server.personal.Subjects;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * Keeps uploads from bringing back whom an erasure took out while their bodies were read: the erasure leaves the keys with
 * each upload that is being read, sealed, and the upload drops what it has of them before it takes effect, also where the
 * erasure is done long since. Thread-safe.
 */
@Component
class ErasedKeys {

    private final UploadStore uploads;
    private final HeldStore held;
    private final SecretVault vault;
    private final JsonMapper json;

    ErasedKeys(UploadStore uploads, HeldStore held, SecretVault vault, JsonMapper json) {
        this.uploads = uploads;
        this.held = held;
        this.vault = vault;
        this.json = json;
    }

    /** Leaves the keys with every upload that is being read; what these have written down is to be erased after that. */
    void leave(Subjects subjects) {
        String box = vault.seal(purpose(subjects.project()), json.writeValueAsString(subjects.keys()));
        uploads.leaveErased(subjects.project(), box);
    }

    /** For an upload whose rows are all read, and whose reasons are all written. */
    Ending end(ProjectId project, String upload, KeyKind kind, Reasons reasons) {
        return new Ending(project, upload, kind, reasons);
    }

    /** The end of one upload; for one thread. */
    final class Ending {
        private final ProjectId project;
        private final String upload;
        private final KeyKind kind;
        private final Reasons reasons;
        private String dropped = "";

        private Ending(ProjectId project, String upload, KeyKind kind, Reasons reasons) {
            this.project = project;
            this.upload = upload;
            this.kind = kind;
            this.reasons = reasons;
        }

        /** Drops what there is of whoever was erased up to now, and tells how many keys that were written down. */
        long drop() {
            String left = uploads.erased(upload);
            long count = drop(left);
            dropped = left;
            return count;
        }

        /** As {@link #drop} in the transaction that ends the upload: an erasure after it sees what is kept by itself. */
        void dropLast() {
            String left = uploads.lockErased(upload);
            if (!left.equals(dropped)) {
                drop(left);
            }
        }

        private long drop(String left) {
            List<SubjectKey> keys =
                    left.lines().flatMap(box -> open(box).stream()).toList();
            if (keys.isEmpty()) {
                return 0;
            }
            List<String> names = new ArrayList<>();
            keys.stream()
                    .filter(key -> key.kind().equals(UploadStore.text(kind)))
                    .forEach(key -> names.add(key.value()));
            if (reasons.speakOf(new Subjects(project, List.of(new Subject(null, null, keys))).mentions())) {
                reasons.delete();
            }
            return held.delete(upload, names);
        }

        private List<SubjectKey> open(String box) {
            String keys = vault.open(purpose(project), box)
                    .orElseThrow(() -> new MusterException(
                            ErrorCode.INTERNAL,
                            "Who was erased while the upload was read cannot be read: the secret key that it was sealed"
                                    + " with is not among muster.secret's."));
            return json.readValue(keys, new TypeReference<>() {});
        }
    }

    private static String purpose(ProjectId project) {
        return "erased from uploads:" + project;
    }
}
