package io.muster.server.export;

import io.muster.server.export.form.Compression;
import io.muster.server.export.form.FormChoice;
import io.muster.server.export.form.OpenForm;

/** An export in one form. */
public record ExportedForm(Label label, OpenForm bytes) {

    /**
     * What is said of a form, also before it is made.
     *
     * @param fileName for whoever downloads it
     * @param contentType of the bytes, once {@code contentEncoding} is taken off
     * @param contentEncoding what the bytes are packed with on their way; empty for nothing
     */
    public record Label(String fileName, String contentType, String contentEncoding) {

        static Label of(Export export, FormChoice choice) {
            Compression coding = choice.coded() ? choice.form().compression() : Compression.NONE;
            return new Label(
                    export.baseName() + "." + choice.named().ending(),
                    choice.contentType(export.options().dialect().header()),
                    coding == Compression.NONE ? "" : coding.code());
        }
    }

    /** The export's bytes, in the form that suits the caller. */
    static ExportedForm of(Export export, FormChoice choice, OpenForm bytes) {
        return new ExportedForm(Label.of(export, choice), bytes);
    }

    String fileName() {
        return label.fileName();
    }
}
