package io.muster.server.export;

import io.muster.engine.TableFile;
import io.muster.engine.TableFiles;
import io.muster.engine.TableFormat;
import io.muster.model.ErrorCode;
import io.muster.model.FieldError;
import io.muster.model.MusterException;
import io.muster.server.export.Export.Column;
import io.muster.server.export.Export.Subject;
import io.muster.server.export.column.ColumnHeaders;
import io.muster.server.export.file.KeptFile;
import io.muster.server.export.form.ExportFormat;
import io.muster.server.export.form.Form;
import io.muster.server.export.form.FormSource;
import io.muster.server.export.form.Forms;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Earlier exports that later ones are compared with. Thread-safe. */
@Component
class ExportBases {

    private static final String SINCE = "/since_export";
    private static final Pattern VERSION = Pattern.compile("\\d{1,18}");
    private static final int PAGE = 100;

    /** What a workbook was made from. */
    private static final Form TABLE = Form.plain(ExportFormat.PARQUET);

    private final ExportStore store;
    private final ExportFiles files;
    private final Forms forms;
    private final Clock clock;

    ExportBases(ExportStore store, ExportFiles files, Forms forms, Clock clock) {
        this.store = store;
        this.files = files;
        this.forms = forms;
        this.clock = clock;
    }

    /**
     * The export that a new one is to be compared with.
     *
     * @param since its id; or a data version, for the newest one of the same profiles and columns that is not of later data
     * @param columns those of the new one; empty for the base's
     * @throws MusterException INVALID_REQUEST, pointing at {@code since_export}, where it cannot be
     */
    Export find(String project, String since, Subject what, List<Column> columns) {
        return VERSION.matcher(since).matches()
                ? ofVersion(project, Long.parseLong(since), what, columns)
                : find(project, since, what);
    }

    private Export ofVersion(String project, long version, Subject what, List<Column> columns) {
        String before = null;
        List<Export> page;
        do {
            page = store.list(Set.of(project), Set.of(ExportState.SUCCEEDED), clock.instant(), before, PAGE);
            for (Export export : page) {
                Long of = export.progress().dataVersion();
                boolean fits =
                        of != null && of <= version && export.options().asOf() == null && isSame(export.what(), what);
                if (fits && (columns.isEmpty() || isSame(export.columns(), columns))) {
                    return export;
                }
            }
            before = page.isEmpty() ? null : page.getLast().id();
        } while (page.size() == PAGE);
        throw wrong("No export of the same profiles and columns is there that was made of data version " + version
                + " or before; ask for one of all rows first, and keep it for longer.");
    }

    private Export find(String project, String id, Subject what) {
        Export base =
                store.find(project, id).orElseThrow(() -> wrong("There is no export \"" + id + "\" in this project."));
        if (!hasRows(base)) {
            throw wrong("Export \"" + id + "\" is " + base.state().code() + "; give one that has its files.");
        }
        if (!isSame(base.what(), what)) {
            throw wrong(
                    "Export \"" + id + "\" is about other profiles; give one of the same segment, definition or list.");
        }
        key(base.columns(), SINCE);
        return base;
    }

    private boolean hasRows(Export base) {
        return base.state() == ExportState.SUCCEEDED || store.isHeld(base.id());
    }

    /** The names of the files that have all rows of an export that has succeeded. */
    Set<String> files(Export base) {
        if (files.hasState(base)) {
            return Set.of(ExportFiles.state(files.directory(base)).getFileName().toString());
        }
        if (base.format() != ExportFormat.XLSX) {
            return files.parts(base).stream().map(KeptFile::name).collect(Collectors.toSet());
        }
        return forms.made(base.id()).stream()
                .filter(made -> made.form().equals(TABLE))
                .map(made -> made.file(files.directory(base)).getFileName().toString())
                .collect(Collectors.toSet());
    }

    /** Whose rows of an expired export are kept: the bytes of {@link #files}, forms aside, which are counted by themselves. */
    long bytes(Export base) throws IOException {
        long bytes = 0;
        if (files.hasState(base) || base.format() != ExportFormat.XLSX) {
            for (String name : files(base)) {
                bytes += files.file(base, name).bytes();
            }
        }
        return bytes;
    }

    /** Deletes all of an expired export but its rows. */
    void keepRows(Export base) throws IOException {
        forms.dropAllBut(base.id(), files.hasState(base) || base.format() != ExportFormat.XLSX ? null : TABLE);
        files.keepOnly(base, files(base));
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
        if (!isSame(base.columns(), columns)) {
            throw wrong("Export \"" + base.id() + "\" has other columns; only the same can be compared.");
        }
    }

    private static boolean isSame(List<Column> one, List<Column> other) {
        boolean same = one.size() == other.size();
        for (int i = 0; same && i < other.size(); i++) {
            Column before = one.get(i);
            Column now = other.get(i);
            same = before.name().equals(now.name())
                    && before.source().equals(now.source())
                    && Objects.equals(before.within(), now.within());
        }
        return same;
    }

    /**
     * Says that rows of these columns cannot be compared: nothing tells them apart, or one is called as the column that tells
     * what changed.
     *
     * @param at where that was asked for
     */
    static void checkComparable(List<Column> columns, String at) {
        key(columns, at);
        for (int i = 0; i < columns.size(); i++) {
            String name = columns.get(i).name();
            if (ColumnHeaders.clash(name, TableFiles.CHANGE)) {
                throw wrong(
                        at,
                        "Column " + i + " is called \"" + name + "\", as is the one that says what changed, upper and"
                                + " lower case aside; give it another name with \"as\".");
            }
        }
    }

    /** The name of the column that tells rows apart. */
    private static String key(List<Column> columns, String at) {
        return columns.stream()
                .filter(column -> column.source().equals("export_key"))
                .findFirst()
                .or(() -> columns.stream()
                        .filter(column -> column.source().equals("id"))
                        .findFirst())
                .map(Column::name)
                .orElseThrow(
                        () -> wrong(at, "Rows are compared by export_key or id; have one of these among the columns."));
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
                .filter(this::hasRows)
                .orElseThrow(() -> new MusterException(
                        ErrorCode.GONE,
                        "Export \"" + id + "\", which this one was to be compared with, has no files any more."));
        Optional<TableFile> state = files.state(base);
        TableFile all = state.isPresent() ? state.get() : rows(base);
        long rows = Objects.requireNonNull(base.manifest())
                .at(state.isPresent() ? "/delta/now" : "/rows/written")
                .asLong();
        return Optional.of(new ExportWriter.Base(id, all, rows, key(base.columns(), SINCE)));
    }

    private TableFile rows(Export base) throws IOException {
        FormSource source = files.source(base);
        if (base.format() != ExportFormat.XLSX) {
            return source.table();
        }
        return new TableFile(
                List.of(forms.open(source, TABLE).file()), TableFormat.PARQUET, source.dialect(), source.columns());
    }

    private static MusterException wrong(String detail) {
        return wrong(SINCE, detail);
    }

    private static MusterException wrong(String at, String detail) {
        return new MusterException(
                ErrorCode.INVALID_REQUEST, detail, List.of(new FieldError(at, ErrorCode.INVALID_REQUEST, detail)));
    }
}
