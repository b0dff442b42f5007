package io.muster.server.export;

import io.muster.engine.TableReader;
import io.muster.model.ErrorCode;
import io.muster.model.MusterException;
import io.muster.server.export.file.KeptFile;
import io.muster.server.export.form.FormChoice;
import io.muster.server.export.form.FormSource;
import io.muster.server.export.form.FormWanted;
import io.muster.server.export.form.Forms;
import io.muster.server.export.form.MadeForm;
import io.muster.server.export.form.Negotiation;
import io.muster.server.export.form.OpenForm;
import io.muster.server.http.ProblemException;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What can be had of exports that have succeeded. Thread-safe. */
@Component
class FinishedExports {

    private final ExportFiles files;
    private final Forms forms;
    private final ExportRuns runs;
    private final ExportReaders readers;

    FinishedExports(ExportFiles files, Forms forms, ExportRuns runs, ExportReaders readers) {
        this.files = files;
        this.forms = forms;
        this.runs = runs;
        this.readers = readers;
    }

    ExportedForm form(Export export, FormWanted wanted) {
        FormSource source = source(export);
        FormChoice choice = Negotiation.choose(wanted, export.form());
        return ExportedForm.of(export, choice, forms.open(source, choice.form()));
    }

    Optional<ExportedForm> findForm(Export export, FormWanted wanted) {
        FormSource source = source(export);
        FormChoice choice = Negotiation.choose(wanted, export.form());
        return forms.find(source, choice.form()).map(form -> ExportedForm.of(export, choice, form));
    }

    ExportedForm.Label describe(Export export, FormWanted wanted) {
        source(export);
        return ExportedForm.Label.of(export, Negotiation.choose(wanted, export.form()));
    }

    ExportedForm part(Export export, int number) {
        FormSource source = source(export);
        if (number < 1 || number > source.parts().size()) {
            throw new MusterException(
                    ErrorCode.NOT_FOUND,
                    "Export \"" + export.id() + "\" has no file " + number + "; it has "
                            + source.parts().size() + ".");
        }
        KeptFile file = source.parts().get(number - 1);
        String tag = proven(export).at("/files/" + (number - 1) + "/sha256").asString();
        FormChoice choice = new FormChoice(export.form(), false);
        return new ExportedForm(
                new ExportedForm.Label(
                        file.name(),
                        choice.contentType(export.options().dialect().header()),
                        ""),
                new OpenForm.Whole(tag, file));
    }

    Optional<URI> sign(Export export, FormWanted wanted, Duration time) {
        FormChoice choice = Negotiation.choose(wanted, export.form());
        ExportedForm form = findForm(export, wanted).orElse(null);
        return form != null && form.bytes() instanceof OpenForm.Whole whole
                ? files.sign(whole.kept(), time, form.fileName(), choice.form().mediaType())
                : Optional.empty();
    }

    TableReader rows(Export export) throws IOException {
        return forms.rows(source(export));
    }

    /** The proof, with the forms that were made since. */
    JsonNode manifest(Export export) {
        ObjectNode manifest = (ObjectNode) proven(export).deepCopy();
        ArrayNode made = manifest.putArray("forms");
        for (MadeForm form : forms.made(export.id())) {
            made.addObject()
                    .put("format", form.form().format().code())
                    .put("compression", form.form().compression().code())
                    .put("etag", "\"" + form.tag() + "\"")
                    .put("bytes", form.proof().bytes())
                    .put("sha256", form.proof().sha256())
                    .put("location", files.location(form.file(files.directory(export))));
        }
        return manifest;
    }

    void delete(Export export) {
        forms.drop(export.id());
        runs.stop(export.id());
        files.drop(export);
    }

    /**
     * As {@link #delete}, but nothing is left on its way anywhere, and nobody reads on.
     *
     * @throws MusterException STORAGE_UNAVAILABLE where files cannot be deleted now
     */
    void erase(Export export) {
        forms.drop(export.id());
        forms.stop(files.directory(export));
        runs.stop(export.id());
        files.erase(export);
        readers.cut(export.id());
    }

    private FormSource source(Export export) {
        proven(export);
        FormSource source = files.source(export);
        if (!source.parts().stream().allMatch(KeptFile::isThere)) {
            throw new MusterException(ErrorCode.GONE, "The files of export \"" + export.id() + "\" are gone.");
        }
        return source;
    }

    private static MusterException gone(Export export) {
        Export.Failure erased = export.error();
        return erased == null
                ? new MusterException(
                        ErrorCode.GONE, "Export \"" + export.id() + "\" has expired; its files are deleted.")
                : new MusterException(erased.code(), erased.detail());
    }

    private static JsonNode proven(Export export) {
        return switch (export.state()) {
            case SUCCEEDED -> Objects.requireNonNull(export.manifest());
            case EXPIRED -> throw gone(export);
            case QUEUED, RUNNING ->
                throw ProblemException.retryAfter(
                        ErrorCode.NOT_READY,
                        "Export \"" + export.id() + "\" is " + export.state().code() + ".",
                        1);
            case FAILED, CANCELLED ->
                throw new MusterException(
                        ErrorCode.NOT_READY,
                        "Export \"" + export.id() + "\" "
                                + (export.state() == ExportState.FAILED ? "failed" : "was cancelled")
                                + "; it has no files.");
        };
    }
}
