package io.muster.client;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;

/** How to read keys of members, and what to do with them. Immutable; begin from {@link #DEFAULT}. */
public final class MembersOptions {
    /** Ids or export keys in a column of that name; those that no profile has are left out. */
    public static final MembersOptions DEFAULT = new MembersOptions(List.of(), Progress.NONE);

    private final List<Entry<String, String>> parameters;
    private final Progress progress;

    private MembersOptions(List<Entry<String, String>> parameters, Progress progress) {
        this.parameters = parameters;
        this.progress = progress;
    }

    /** The column, or the member of each object, that has the keys. */
    public MembersOptions idColumn(String column) {
        return with("id_column", column);
    }

    /** The keys are identities of that keyspace, such as {@code email}. */
    public MembersOptions keyspace(String keyspace) {
        return with("keyspace", keyspace);
    }

    /** What to do with keys that no profile has: {@code skip}, {@code hold} or {@code create}. */
    public MembersOptions unknown(String what) {
        return with("unknown", what);
    }

    /** What stands between CSV columns. */
    public MembersOptions delimiter(char delimiter) {
        return with("delimiter", String.valueOf(delimiter));
    }

    /** Tells what would happen, and changes nothing. */
    public MembersOptions dryRun() {
        return with("dry_run", "true");
    }

    /** Tells how many bytes have been sent. */
    public MembersOptions progress(Progress listener) {
        return new MembersOptions(parameters, listener);
    }

    List<Entry<String, String>> parameters() {
        return parameters;
    }

    Progress progress() {
        return progress;
    }

    private MembersOptions with(String name, String value) {
        List<Entry<String, String>> all = new ArrayList<>(parameters);
        all.add(Map.entry(name, value));
        return new MembersOptions(List.copyOf(all), progress);
    }
}
