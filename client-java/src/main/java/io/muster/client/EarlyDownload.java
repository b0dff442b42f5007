package io.muster.client;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/**
 * Reads an export's file while it is made, in a thread of its own. What goes wrong with the connection is left to the
 * download that follows, which goes on with what has arrived.
 */
final class EarlyDownload implements AutoCloseable {
    private static final Duration BETWEEN_QUESTIONS = Duration.ofSeconds(1);
    private static final int NOT_MADE_YET = 409;

    private final Download download;
    private final Pause pause;
    private final Thread thread;
    private volatile Optional<IOException> failure = Optional.empty();

    private EarlyDownload(Download download, Pause pause) {
        this.download = download;
        this.pause = pause;
        this.thread = new Thread(this::run, "early download");
        thread.setDaemon(true);
    }

    static EarlyDownload start(Download download, Pause pause) {
        EarlyDownload early = new EarlyDownload(download, pause);
        early.thread.start();
        return early;
    }

    /** Why what arrives cannot be written. */
    Optional<IOException> failure() {
        return failure;
    }

    /** Waits that long, or until nothing more arrives. */
    void await(Duration atMost) throws InterruptedException {
        if (thread.isAlive()) {
            thread.join(atMost.toMillis());
        } else {
            pause.sleep(atMost);
        }
    }

    /** Waits until nothing more arrives. */
    void await() {
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw MusterConnectionException.interrupted(e);
        }
    }

    private void run() {
        try {
            while (!hasArrived()) {
                pause.unchecked(BETWEEN_QUESTIONS);
            }
        } catch (IOException e) {
            failure = Optional.of(e);
        } catch (MusterException e) {
            // Whoever waits for the export, and then downloads it, meets the same or does better.
        }
    }

    private boolean hasArrived() throws IOException {
        try {
            download.fetch();
            return true;
        } catch (MusterApiException e) {
            if (e.status() != NOT_MADE_YET) {
                throw e;
            }
            return false;
        }
    }

    /** Reads no further. */
    @Override
    public void close() {
        thread.interrupt();
        await();
    }
}
