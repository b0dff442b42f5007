package io.muster.client;

import java.util.stream.Stream;

/** The exports of a project that are asked for again and again. Immutable and safe for use by many threads. */
public final class ExportSchedules {
    private final Transport transport;
    private final String path;

    ExportSchedules(Transport transport, String path) {
        this.transport = transport;
        this.path = path;
    }

    /** All of them, oldest first, read as the stream is walked through. */
    public Stream<ExportSchedule> list() {
        return Pages.stream(transport, Call.get(path), ExportSchedule.class);
    }

    public ExportSchedule get(String id) {
        return transport.json(Call.get(path(id)), ExportSchedule.class);
    }

    /** Makes one. Each run is an export like any other; one that was missed is made up for once. */
    public ExportSchedule create(ExportScheduleDraft draft) {
        return transport.json(Call.make(path, RequestBody.json(draft)), ExportSchedule.class);
    }

    /** Replaces all of it; what is left out goes back to its default. The next run is counted from now. */
    public ExportSchedule replace(String id, ExportScheduleDraft draft) {
        return transport.json(Call.put(path(id), draft), ExportSchedule.class);
    }

    /** Deletes it; its exports stay until they expire. */
    public void delete(String id) {
        transport.send(Call.delete(path(id)));
    }

    private String path(String id) {
        return path + "/" + Paths.segment(id);
    }
}
