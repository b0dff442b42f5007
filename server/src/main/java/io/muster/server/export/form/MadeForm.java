package io.muster.server.export.form;

import java.nio.file.Path;
import java.time.Instant;

/** A form that is kept, with its proof. */
public record MadeForm(Form form, String tag, FileProof proof, Instant createdAt) {

    /** Where its bytes are: forms made again are other files, so that whoever still reads the old one reads on. */
    public Path file(Path directory) {
        return directory.resolve("form-" + tag + "." + form.ending());
    }
}
