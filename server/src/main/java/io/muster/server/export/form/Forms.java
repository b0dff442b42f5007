package io.muster.server.export.form;

import io.muster.engine.Deadline;
import io.muster.engine.SegmentEngine;
import io.muster.engine.TableFile;
import io.muster.engine.TableReader;
import io.muster.model.ErrorCode;
import io.muster.model.MusterException;
import io.muster.server.catalog.Ids;
import io.muster.server.export.file.FileKeeping;
import io.muster.server.export.file.FileRoom;
import io.muster.server.export.file.FileToKeep;
import io.muster.server.export.file.KeptFiles;
import io.muster.server.export.file.Room;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/**
 * The shapes in which a finished export can be had. One that is not there is made from the export's fixed result, once
 * however many ask, and kept beside it; whoever asks reads it as it grows. Thread-safe.
 */
@Service
public class Forms {

    private static final Logger LOG = LoggerFactory.getLogger(Forms.class);

    private final FormStore store;
    private final FormMaker maker;
    private final Proofs proofs;
    private final SegmentEngine engine;
    private final KeptFiles kept;
    private final FileKeeping keeping;
    private final FileRoom rooms;
    private final Ids ids;
    private final Clock clock;
    private final Map<Key, Making> makings = new ConcurrentHashMap<>();
    private final Object ended = new Object();

    Forms(
            FormStore store,
            FormMaker maker,
            Proofs proofs,
            SegmentEngine engine,
            KeptFiles kept,
            FileKeeping keeping,
            FileRoom rooms,
            Ids ids,
            Clock clock) {
        this.store = store;
        this.maker = maker;
        this.proofs = proofs;
        this.engine = engine;
        this.kept = kept;
        this.keeping = keeping;
        this.rooms = rooms;
        this.ids = ids;
        this.clock = clock;
    }

    private record Key(String export, Form form) {}

    private record Making(String tag, OpenForm.Growing form, Room room, AtomicBoolean dropped) {

        /** Ends it because its export's files are deleted. */
        void drop() {
            dropped.set(true);
            room.cancel();
        }
    }

    /** The form, if it is there or being made. */
    public Optional<OpenForm> find(FormSource source, Form form) {
        if (source.has(form)) {
            return Optional.of(new OpenForm.Whole(source.tag(), source.parts().getFirst()));
        }
        Making making = makings.get(new Key(source.export(), form));
        if (making != null) {
            return Optional.of(making.form());
        }
        return store.find(source.export(), form)
                .map(made -> new OpenForm.Whole(made.tag(), kept.of(made.file(source.directory()))))
                .filter(whole -> whole.kept().isThere())
                .map(OpenForm.class::cast);
    }

    /** The form; has it made where it is not there. */
    public OpenForm open(FormSource source, Form form) {
        return find(source, form).orElseGet(() -> start(source, form));
    }

    /** The rows of the export, one by one, in the order of its files. For one thread; the caller closes it. */
    public TableReader rows(FormSource source) throws IOException {
        Path parquet = open(source, Form.plain(ExportFormat.PARQUET)).file();
        return engine.files().read(source.table(parquet));
    }

    /** What was made besides the form that was asked for. */
    public List<MadeForm> made(String export) {
        return store.list(export);
    }

    /** Keeps the table that a workbook was made from, for the other forms to be made from. */
    public void keepTable(String export, Path directory, TableFile table, Deadline deadline) throws IOException {
        Path file = table.parts().getFirst();
        FileProof proof = proofs.prove(file, deadline);
        MadeForm made = new MadeForm(Form.plain(ExportFormat.PARQUET), ids.next("f"), proof, clock.instant());
        Files.move(file, made.file(directory), StandardCopyOption.ATOMIC_MOVE);
        if (!store.insert(export, made)) {
            throw gone();
        }
    }

    /** Whether something is being made of the export's files. */
    public boolean isBusy(String export) {
        return makings.keySet().stream().anyMatch(key -> key.export().equals(export));
    }

    /** Stops what is being made of an export whose files are deleted, and forgets what was. */
    public void drop(String export) {
        dropAllBut(export, null);
    }

    /** As {@link #drop}, but leaves that form, if there is one. */
    public void dropAllBut(String export, @Nullable Form form) {
        store.deleteAllBut(export, form);
        makings.forEach((key, making) -> {
            if (key.export().equals(export) && !key.form().equals(form)) {
                making.drop();
            }
        });
    }

    /**
     * Stops what is being made of exports in a directory, and waits until nothing of it is on its way anywhere. Nobody may begin
     * anew meanwhile: the exports are deleted.
     *
     * @param directory an export's, or that of a project's exports
     */
    public void stop(Path directory) {
        for (Making making : List.copyOf(makings.values())) {
            if (making.room().place().startsWith(directory)) {
                making.drop();
            }
        }
        synchronized (ended) {
            try {
                while (makings.values().stream()
                        .anyMatch(making -> making.room().place().startsWith(directory))) {
                    ended.wait();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new MusterException(ErrorCode.CANCELLED, "The work was cancelled.", e);
            }
        }
    }

    /**
     * Deletes what a process that died has left of forms it was making.
     *
     * @param others files of the export that are none of its forms
     */
    public void sweep(String export, Path directory, Set<Path> others) throws IOException {
        List<Path> there;
        try (Stream<Path> files = Files.list(directory)) {
            there = files.toList();
        }
        Set<String> tags = new HashSet<>();
        makings.forEach((key, making) -> tags.add(making.tag()));
        store.list(export).forEach(made -> tags.add(made.tag()));
        for (Path file : there) {
            boolean known = others.contains(file)
                    || tags.stream()
                            .anyMatch(tag -> file.getFileName().toString().startsWith("form-" + tag + "."));
            if (!known) {
                Files.deleteIfExists(file);
            }
        }
    }

    private synchronized OpenForm start(FormSource source, Form form) {
        Optional<OpenForm> meanwhile = find(source, form);
        if (meanwhile.isPresent()) {
            return meanwhile.get();
        }
        String tag = ids.next("f");
        Path part = source.directory().resolve("form-" + tag + ".part");
        GrowingFile growing = new GrowingFile(part, GrowingFile.Writing.of(form));
        Making making =
                new Making(tag, OpenForm.Growing.of(tag, growing), room(source, form, part), new AtomicBoolean());
        Key key = new Key(source.export(), form);
        makings.put(key, making);
        Thread.ofVirtual().name("form-" + tag).start(() -> run(source, key, making, part));
        return making.form();
    }

    /** @throws MusterException STORAGE_FULL */
    private Room room(FormSource source, Form form, Path part) {
        Room room = rooms.open(part, Deadline.none());
        try {
            room.take("Export " + source.export() + " as " + form.ending(), source.guess(form));
            return room;
        } catch (IOException e) {
            room.close();
            throw new UncheckedIOException(e);
        } catch (RuntimeException e) {
            room.close();
            throw e;
        }
    }

    private void run(FormSource source, Key key, Making making, Path part) {
        try (Room room = making.room()) {
            FileProof proof =
                    room.run(() -> maker.make(source, key.form(), plain -> open(source, plain), part, room.deadline()));
            MadeForm made = new MadeForm(key.form(), making.tag(), proof, clock.instant());
            Path file = made.file(source.directory());
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
            if (!store.insert(source.export(), made)) {
                Files.delete(file);
                throw gone();
            }
            making.form().growing().complete(file);
            keep(key, made, file, room.deadline());
        } catch (IOException | RuntimeException e) {
            LOG.warn(
                    "Export {} could not be made as {}",
                    key.export(),
                    key.form().ending(),
                    e);
            making.form().growing().fail(making.dropped().get() ? gone() : failure(e));
            delete(part);
        } finally {
            makings.remove(key);
            synchronized (ended) {
                ended.notifyAll();
            }
        }
    }

    /** What cannot be brought to the bucket stays on this server's disk. */
    private void keep(Key key, MadeForm made, Path file, Deadline deadline) {
        try {
            keeping.keepBeside(
                    new FileToKeep(
                            file,
                            made.proof().bytes(),
                            made.proof().sha256(),
                            key.form().mediaType()),
                    deadline);
        } catch (RuntimeException e) {
            LOG.warn("A form of export {} is kept on the disk only", key.export(), e);
        }
    }

    private static Throwable failure(Exception error) {
        return error instanceof IOException io
                        && String.valueOf(io.getMessage()).contains("No space left")
                ? new MusterException(ErrorCode.STORAGE_FULL, "There is no room left on the server's disk for it.", io)
                : error;
    }

    private static MusterException gone() {
        return new MusterException(ErrorCode.GONE, "The export was deleted meanwhile.");
    }

    private static void delete(Path part) {
        try {
            Files.deleteIfExists(part);
        } catch (IOException e) {
            LOG.warn("A file of a form that could not be made is left to the sweep", e);
        }
    }
}
