package io.muster.server.job;

import io.muster.server.limit.Shares;
import io.muster.server.limit.Shares.Share;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which of a lane's jobs may run now, and which wait because others of the same user run. Thread-safe. */
final class Admission {
    private final Shares shares = new Shares();
    private final Map<String, List<Share>> waiting = new LinkedHashMap<>();

    /** False where it has to wait. */
    synchronized boolean enter(String job, List<Share> wanted) {
        waiting.remove(job);
        return shares.take(wanted);
    }

    /** Puts down that the job waits. */
    synchronized void await(String job, List<Share> wanted) {
        waiting.put(job, wanted);
    }

    synchronized void leave(List<Share> taken) {
        shares.giveBack(taken);
    }

    /** The job that waits longest of those that need not any more; it is forgotten. */
    synchronized Optional<String> next() {
        Iterator<Map.Entry<String, List<Share>>> jobs = waiting.entrySet().iterator();
        while (jobs.hasNext()) {
            Map.Entry<String, List<Share>> job = jobs.next();
            if (shares.areFree(job.getValue())) {
                jobs.remove();
                return Optional.of(job.getKey());
            }
        }
        return Optional.empty();
    }
}
