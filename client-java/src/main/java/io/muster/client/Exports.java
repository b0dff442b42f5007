package io.muster.client;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** The exports of a project: asked for, waited for, downloaded. Immutable and safe for use by many threads. */
public final class Exports {
    /** Seconds that a server waits at most. */
    private static final long LONGEST_WAIT = 600;

    private final Transport transport;
    private final String path;

    Exports(Transport transport, String path) {
        this.transport = transport;
        this.path = path;
    }

    /** All of them, newest first, read as the stream is walked through. */
    public Stream<Export> list() {
        return Pages.stream(transport, Call.get(path), Export.class);
    }

    /** Those in that state, newest first, read as the stream is walked through. */
    public Stream<Export> list(ExportState state) {
        return Pages.stream(transport, Call.get(path).with("state", state.toString()), Export.class);
    }

    /** Asks for a file. It is made in the background; wait for it with {@link #await}. */
    public Export request(ExportRequest request) {
        return transport.json(Call.make(path, RequestBody.json(request)), Export.class);
    }

    public Export get(String id) {
        return transport.json(Call.get(path(id)), Export.class);
    }

    /**
     * Waits until the file is there; {@code progress} is told of rows.
     *
     * @throws WorkFailedException if the export fails, is cancelled, or takes longer than {@code atMost}
     */
    public Export await(String id, Duration atMost, Progress progress) {
        return succeeded(poll(id, atMost, progress, transport.pause(), () -> false));
    }

    private Export poll(String id, Duration atMost, Progress progress, Pause pause, BooleanSupplier enough) {
        return new Polling(pause, atMost, "Export " + id).until(() -> get(id), next -> {
            Long total = next.rowsTotal();
            progress.advanced(next.rowsDone(), total == null ? Progress.UNKNOWN : total);
            return next.isOver() || enough.getAsBoolean();
        });
    }

    private static Export succeeded(Export export) {
        if (export.state() != ExportState.SUCCEEDED) {
            throw WorkFailedException.of("Export " + export.id(), export.state().toString(), export.error());
        }
        return export;
    }

    /**
     * Waits until nothing more comes of the export's deliveries by itself, and gives them back, failed ones too; {@code
     * progress} is told of deliveries.
     *
     * @throws WorkFailedException if that takes longer than {@code atMost}
     */
    public List<Delivery> awaitDeliveries(String id, Duration atMost, Progress progress) {
        return new Polling(transport.pause(), atMost, "The delivery of export " + id)
                .until(() -> get(id), export -> {
                    long over = export.deliveries().stream()
                            .filter(Delivery::isOver)
                            .count();
                    progress.advanced(over, export.deliveries().size());
                    return over == export.deliveries().size();
                })
                .deliveries();
    }

    /** Cancels an export that is queued or running, and deletes the files of one that succeeded. */
    public void cancel(String id) {
        transport.send(Call.delete(path(id)));
    }

    /** The columns that an export can have; of each event there are how often and when. */
    public ColumnList columns() {
        return transport.json(Call.get(path + "/columns"), ColumnList.class);
    }

    /** The columns about the events of that name. */
    public ColumnList columnsOf(String event) {
        return transport.json(Call.get(path + "/columns").with("event", event), ColumnList.class);
    }

    /** How many exports wait and run, and how much disk they take. */
    public ExportUsage usage() {
        return transport.json(Call.get(path + "/usage"), ExportUsage.class);
    }

    /** The copies of an export's files at destinations. */
    public Deliveries deliveries(String id) {
        return new Deliveries(transport, path(id) + "/deliveries");
    }

    /** A signed URL with which anybody can download the export's file for a time, as long as it is there. */
    public Link link(String id, LinkRequest request) {
        return transport.json(Call.ask(path(id) + "/links", request), Link.class);
    }

    /** The proof of what is in the file. */
    public Manifest manifest(String id) {
        return transport.json(Call.get(path(id) + "/manifest"), Manifest.class);
    }

    /**
     * Downloads the file of an export that has succeeded; {@code progress} is told of bytes. The bytes go into a file
     * beside {@code target} whose name ends in {@code .part}, which takes the target's place once its size and SHA-256
     * are those of the manifest. A broken connection is gone on with where it broke; where it only breaks, or the process ends,
     * what has arrived stays, and the next download of the same file to the same place goes on with it.
     *
     * @throws MusterDownloadException if the bytes are not those of the manifest, or its numbers disagree
     * @throws IOException if the file cannot be written
     */
    public DownloadedFile download(String id, Path target, Progress progress) throws IOException {
        return download(onlyFile(id), 0, target, progress);
    }

    /**
     * As {@link #await} and then {@link #download}, but quicker: the file is read while it is made. {@code making} is told of
     * rows and then {@code downloading} of bytes.
     *
     * @throws WorkFailedException if the export fails, is cancelled, or takes longer than {@code atMost}
     * @throws MusterDownloadException if the bytes are not those of the manifest, or its numbers disagree
     * @throws IOException if the file cannot be written
     */
    public DownloadedFile download(String id, Path target, Duration atMost, Progress making, Progress downloading)
            throws IOException {
        if (get(id).isOver()) {
            await(id, atMost, making);
            return download(id, target, downloading);
        }
        Duration wait = transport.settings().timeouts().request().dividedBy(2);
        Call file = Call.get(path(id) + "/file").with("wait", String.valueOf(Math.min(wait.toSeconds(), LONGEST_WAIT)));
        try (PartFile part = PartFile.empty(target, id)) {
            Download download = new Download(transport, file, part);
            try {
                return download.finish(target, readWhileMade(download, id, atMost, making, downloading), 0);
            } catch (WorkFailedException e) {
                part.forget();
                throw e;
            }
        }
    }

    private Manifest readWhileMade(Download download, String id, Duration atMost, Progress making, Progress downloading)
            throws IOException {
        try (EarlyDownload early = EarlyDownload.start(download, transport.pause())) {
            Export export =
                    poll(id, atMost, making, early::await, () -> early.failure().isPresent());
            if (early.failure().isPresent()) {
                throw early.failure().get();
            }
            succeeded(export);
            Manifest manifest = onlyFile(id);
            download.expect(manifest.files().get(0), downloading);
            early.await();
            return manifest;
        }
    }

    private Manifest onlyFile(String id) {
        Manifest manifest = manifest(id).proven();
        if (manifest.files().size() != 1) {
            throw new MusterDownloadException(
                    "Export " + id + " has " + manifest.files().size() + " files; they need a directory.");
        }
        return manifest;
    }

    /**
     * As {@link #download(String, Path, Progress)}, for an export that was asked for in parts: downloads every file into a directory, under the name
     * that the manifest has for it.
     */
    public List<DownloadedFile> downloadAll(String id, Path directory, Progress progress) throws IOException {
        Manifest manifest = manifest(id).proven();
        List<DownloadedFile> files = new ArrayList<>();
        for (int i = 0; i < manifest.files().size(); i++) {
            Path target = inside(directory, manifest.files().get(i).name());
            files.add(download(manifest, i, target, progress));
        }
        return files;
    }

    /** Whatever a server calls its files, they stay in the directory. */
    private static Path inside(Path directory, String name) {
        String last = name.substring(name.lastIndexOf('/') + 1);
        if (last.indexOf('\0') >= 0 || Set.of("", ".", "..").contains(last)) {
            throw new MusterDownloadException("A file of the export is called \"" + name + "\"; no file can be.");
        }
        return directory.resolve(Path.of(last).getFileName());
    }

    private DownloadedFile download(Manifest manifest, int file, Path target, Progress progress) throws IOException {
        String where = manifest.files().size() == 1 ? "/file" : "/files/" + (file + 1);
        Call call = Call.get(path(manifest.export()) + where);
        try (PartFile part = PartFile.open(target, manifest.export())) {
            Download download = new Download(transport, call, part);
            download.expect(manifest.files().get(file), progress);
            return download.finish(target, manifest, file);
        }
    }

    private String path(String id) {
        return path + "/" + Paths.segment(id);
    }
}
