package io.muster.server.export;

import io.muster.engine.TableFile;
import io.muster.engine.TableFormat;
import io.muster.model.ErrorCode;
import io.muster.model.FieldError;
import io.muster.model.MusterException;
import io.muster.server.export.Export.Column;
import io.muster.server.export.Export.Subject;
import io.muster.server.export.form.ExportFormat;
import io.muster.server.export.form.Form;
import io.muster.server.export.form.FormSource;
import io.muster.server.export.form.Forms;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Earlier exports that later ones are compared with. Thread-safe. */
@Component
class ExportBases {

    private final ExportStore store;
    private final ExportFiles files;
    private final Forms forms;

    ExportBases(ExportStore store, ExportFiles files, Forms forms) {
        this.store = store;
        this.files = files;
        this.forms = forms;
    }

    /**
     * The export that a new one is to be compared with.
     *
     * @throws MusterException INVALID_REQUEST, pointing at {@code since_export}, where it cannot be
     */
    Export find(String project, String id, Subject what) {
        Export base =
                store.find(project, id).orElseThrow(() -> wrong("There is no export \"" + id + "\" in this project."));
        if (base.state() != ExportState.SUCCEEDED) {
            throw wrong("Export \"" + id + "\" is " + base.state().code() + "; give one that has its files.");
        }
        if (!isSame(base.what(), what)) {
            throw wrong(
                    "Export \"" + id + "\" is about other profiles; give one of the same segment, definition or list.");
        }
        key(base.columns());
        return base;
    }

    private static boolean isSame(Subject one, Subject other) {
        if (one.segment() != null && other.segment() != null) {
            return one.segment().id().equals(other.segment().id());
        }
        return one.segment() == null
                && other.segment() == null
                && Objects.equals(one.definition(), other.definition())
                && Objects.equals(one.profiles(), other.profiles());
    }

    /** Says that a new export's columns are not those of its base. */
    static void checkColumns(Export base, List<Column> columns) {
        boolean same = base.columns().size() == columns.size();
        for (int i = 0; same && i < columns.size(); i++) {
            Column before = base.columns().get(i);
            Column now = columns.get(i);
            same = before.name().equals(now.name())
                    && before.source().equals(now.source())
                    && Objects.equals(before.within(), now.within());
        }
        if (!same) {
            throw wrong("Export \"" + base.id() + "\" has other columns; give the same, or none.");
        }
    }

    /** The name of the column that tells rows apart. */
    private static String key(List<Column> columns) {
        return columns.stream()
                .filter(column -> column.source().equals("export_key"))
                .findFirst()
                .or(() -> columns.stream()
                        .filter(column -> column.source().equals("id"))
                        .findFirst())
                .map(Column::name)
                .orElseThrow(
                        () -> wrong("Rows are compared by export_key or id; have one of these among the columns."));
    }

    /** The export that this one is compared with; empty where it is with none, or where that is deleted. */
    Optional<Export> of(Export export) {
        String id = export.options().sinceExport();
        return id == null ? Optional.empty() : store.find(export.project(), id);
    }

    /**
     * All rows of the base of an export; empty where it has none.
     *
     * @throws MusterException GONE where the base's files are deleted
     */
    Optional<ExportWriter.Base> base(Export export) throws IOException {
        String id = export.options().sinceExport();
        if (id == null) {
            return Optional.empty();
        }
        Export base = store.find(export.project(), id)
                .filter(it -> it.state() == ExportState.SUCCEEDED)
                .orElseThrow(() -> new MusterException(
                        ErrorCode.GONE,
                        "Export \"" + id + "\", which this one was to be compared with, has no files any more."));
        Optional<TableFile> state = files.state(base);
        TableFile all = state.isPresent() ? state.get() : rows(base);
        long rows = Objects.requireNonNull(base.manifest())
                .at(state.isPresent() ? "/delta/now" : "/rows/written")
                .asLong();
        return Optional.of(new ExportWriter.Base(id, all, rows, key(base.columns())));
    }

    private TableFile rows(Export base) throws IOException {
        FormSource source = files.source(base);
        if (base.format() != ExportFormat.XLSX) {
            return source.table();
        }
        return new TableFile(
                List.of(forms.open(source, Form.plain(ExportFormat.PARQUET)).file()),
                TableFormat.PARQUET,
                source.dialect(),
                source.columns());
    }

    private static MusterException wrong(String detail) {
        return new MusterException(
                ErrorCode.INVALID_REQUEST,
                detail,
                List.of(new FieldError("/since_export", ErrorCode.INVALID_REQUEST, detail)));
    }
}
