package io.muster.server.export.form;

import io.muster.model.ErrorCode;
import io.muster.model.MusterException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/**
 * The files of exports that are being made on this server, to be read as they grow. A reader comes to the end only if the
 * export succeeds, and fails where that does. Thread-safe.
 */
@Component
public class FilesUnderWay {

    private final Map<String, OpenForm.Growing> files = new HashMap<>();

    /** What there is of that export. */
    public synchronized Optional<OpenForm.Growing> find(String export) {
        return Optional.ofNullable(files.get(export));
    }

    /** Waits until a file is begun or ended, or for that long. */
    public synchronized void await(Duration most) throws InterruptedException {
        TimeUnit.NANOSECONDS.timedWait(this, most.toNanos());
    }

    /** Says that the export has succeeded. */
    public synchronized void succeed(String export) {
        OpenForm.Growing file = files.remove(export);
        if (file != null) {
            file.growing().complete();
            notifyAll();
        }
    }

    /** Ends what is being read of the export, if it has not succeeded. */
    public synchronized void end(String export) {
        OpenForm.Growing file = files.remove(export);
        if (file != null) {
            file.growing()
                    .fail(new MusterException(
                            ErrorCode.NOT_READY, "Export \"" + export + "\" did not succeed as it was begun."));
            notifyAll();
        }
    }

    synchronized void begin(String export, GrowingFile file) {
        end(export);
        files.put(export, OpenForm.Growing.unproven(file));
        notifyAll();
    }
}
