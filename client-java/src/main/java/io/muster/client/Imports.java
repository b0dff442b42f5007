package io.muster.client;

/** Rows in. Each import is one commit: it is durable when it is answered. Immutable and safe for use by many threads. */
public final class Imports {
    private final Transport transport;
    private final String project;

    Imports(Transport transport, String project) {
        this.transport = transport;
        this.project = project;
    }

    /** Imports profile rows. */
    public ImportResult profiles(ImportSource rows, ImportOptions options) {
        return send("profiles", rows, options);
    }

    /** Imports event rows. */
    public ImportResult events(ImportSource rows, ImportOptions options) {
        return send("events", rows, options);
    }

    private ImportResult send(String kind, ImportSource rows, ImportOptions options) {
        Call call = Call.make(project + "/" + kind + "/import", new UploadBody(rows, options.progress()))
                .with(options.parameters());
        return transport.json(call, ImportResult.class);
    }
}
