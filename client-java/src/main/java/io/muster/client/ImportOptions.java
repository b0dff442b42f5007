package io.muster.client;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;

/** How to read the rows of an import. Immutable; begin from {@link #DEFAULT}. */
public final class ImportOptions {
    /** Rows are read as they are, and nobody is told how far it has come. */
    public static final ImportOptions DEFAULT = new ImportOptions(List.of(), Progress.NONE);

    private final List<Entry<String, String>> parameters;
    private final Progress progress;

    private ImportOptions(List<Entry<String, String>> parameters, Progress progress) {
        this.parameters = parameters;
        this.progress = progress;
    }

    /** Reads that column of CSV or Parquet as that field; as nothing at all if the field is empty. */
    public ImportOptions map(String column, String field) {
        return with("map", column + "=" + field);
    }

    /** Fixes the type of a column of CSV or Parquet: text, number, boolean, date or list. */
    public ImportOptions type(String column, String type) {
        return with("types", column + "=" + type);
    }

    /** Gives events that name, for files that have no column for it. */
    public ImportOptions eventName(String name) {
        return with("name", name);
    }

    /** The IANA zone of CSV times that have no offset. */
    public ImportOptions zone(String zone) {
        return with("zone", zone);
    }

    /** How CSV times are written, as a {@link java.time.format.DateTimeFormatter} pattern. */
    public ImportOptions dateFormat(String pattern) {
        return with("date_format", pattern);
    }

    /** What stands between CSV columns. */
    public ImportOptions delimiter(char delimiter) {
        return with("delimiter", String.valueOf(delimiter));
    }

    /** An unquoted CSV value that stands for a missing one, beside the empty one. */
    public ImportOptions missing(String text) {
        return with("missing", text);
    }

    /** Reads and checks everything and keeps nothing. */
    public ImportOptions dryRun() {
        return with("dry_run", "true");
    }

    /** Tells how many bytes have been sent. When a broken import is sent again, the numbers begin again. */
    public ImportOptions progress(Progress listener) {
        return new ImportOptions(parameters, listener);
    }

    List<Entry<String, String>> parameters() {
        return parameters;
    }

    Progress progress() {
        return progress;
    }

    private ImportOptions with(String name, String value) {
        List<Entry<String, String>> all = new ArrayList<>(parameters);
        all.add(Map.entry(name, value));
        return new ImportOptions(List.copyOf(all), progress);
    }
}
