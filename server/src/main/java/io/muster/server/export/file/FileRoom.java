package io.muster.server.export.file;

import io.muster.engine.Deadline;
import io.muster.model.ErrorCode;
import io.muster.model.MusterException;
import io.muster.server.config.MusterProperties;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * What the files of exports may take of the disk: what is kept, and what is promised to those that are being made.
 * Thread-safe.
 */
@Component
public class FileRoom {

    private final KeptBytesStore kept;
    private final long bound;
    private final long reserve;
    private final Set<Room> rooms = new LinkedHashSet<>();

    FileRoom(KeptBytesStore kept, MusterProperties properties) {
        this.kept = kept;
        this.bound = properties.export().disk().toBytes();
        this.reserve = properties.export().reserve().toBytes();
    }

    /** What files that are kept take, and what all may; 0 for as much as there is. */
    public record Use(long bytes, long limit) {}

    public Use use() {
        return new Use(kept.total(), bound);
    }

    /**
     * Room for files that are about to be written, none of it taken yet. It is watched from now on: the work ends when its
     * files outgrow what it has taken and there is no more.
     *
     * @param place the file, or the directory that has nothing else
     * @param work ends the work; {@link Room#deadline} ends with it
     */
    public Room open(Path place, Deadline work) {
        Room room = new Room(this, place, work);
        synchronized (this) {
            rooms.add(room);
        }
        return room;
    }

    /** What is promised to files that are being made. */
    public synchronized long promised() {
        return rooms.stream().mapToLong(Room::promised).sum();
    }

    synchronized void close(Room room) {
        rooms.remove(room);
    }

    /**
     * Promises the room that many bytes more, of which some are written already.
     *
     * @param subject what the files are, as the message begins
     * @throws MusterException STORAGE_FULL, with the numbers, where there is not that much
     */
    synchronized void promise(Room room, long more, long written, String subject) {
        long wanted = room.promised() + more;
        long unwritten = 0;
        for (Room other : rooms) {
            unwritten += other == room ? 0 : Math.max(0, other.promised() - other.written());
        }
        long free = usable(room.place()) - reserve - unwritten;
        if (wanted - written > free) {
            throw full(subject, wanted, Math.max(0, free) + " bytes are free for exports on the server's disk");
        }
        long others = promised() - room.promised();
        long taken = bound > 0 ? kept.total() : 0;
        if (bound > 0 && taken + others + wanted > bound) {
            String making = others == 0 ? "" : ", and " + others + " are promised to what is being made";
            throw full(subject, wanted, "exports take " + taken + " bytes of the " + bound + " that they may" + making);
        }
        room.promised(wanted);
    }

    private static long usable(Path place) {
        try {
            Path there = Files.exists(place) ? place : place.toAbsolutePath().getParent();
            return Files.getFileStore(there).getUsableSpace();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static MusterException full(String subject, long bytes, String why) {
        return new MusterException(
                ErrorCode.STORAGE_FULL,
                subject + " would take about " + bytes + " bytes, but " + why
                        + ". Delete exports, ask for fewer columns, or have room made.");
    }
}
