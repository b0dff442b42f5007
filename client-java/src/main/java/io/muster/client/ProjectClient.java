package io.muster.client;

/** One project of a server; each method leads to one kind of thing in it. Immutable and safe for use by many threads. */
public final class ProjectClient {
    private final Transport transport;
    private final String path;

    ProjectClient(Transport transport, String path) {
        this.transport = transport;
        this.path = path;
    }

    /** API clients that see the project. */
    public Applications applications() {
        return new Applications(transport, path + "/applications");
    }

    /** Rows in. */
    public Imports imports() {
        return new Imports(transport, path);
    }

    /** Profiles, one by one. */
    public Profiles profiles() {
        return new Profiles(transport, path + "/profiles");
    }

    /** Segments and their members. */
    public Segments segments() {
        return new Segments(transport, path + "/segments");
    }

    /** Members as files. */
    public Exports exports() {
        return new Exports(transport, path + "/exports");
    }

    /** Exports that are asked for again and again. */
    public ExportSchedules exportSchedules() {
        return new ExportSchedules(transport, path + "/export-schedules");
    }

    /** What signs the links of exports. */
    public LinkKey linkKey() {
        return new LinkKey(transport, path + "/link-key");
    }

    /** What signs the callbacks of exports. */
    public CallbackSecret callbackSecret() {
        return new CallbackSecret(transport, path + "/callback-secret");
    }

    /** URLs that are told of events. */
    public Webhooks webhooks() {
        return new Webhooks(transport, path + "/webhooks");
    }

    /** Places that exports are copied to. */
    public Destinations destinations() {
        return new Destinations(transport, path + "/destinations");
    }

    /** People who are erased. */
    public Erasures erasures() {
        return new Erasures(transport, path + "/erasures");
    }

    /** What is known of somebody. */
    public SubjectAccesses subjectAccess() {
        return new SubjectAccesses(transport, path + "/subject-access");
    }

    /** What runs in the background. */
    public Jobs jobs() {
        return new Jobs(transport, path + "/jobs");
    }

    /** What has been seen in the project's data. */
    public Catalog catalog() {
        return new Catalog(transport, path + "/catalog");
    }
}
