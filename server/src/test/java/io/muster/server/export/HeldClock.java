package io.muster.server.export;

import io.muster.server.test.SteppedClock;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import org.springframework.context.annotation.Primary;

/** Keeps exports whose files are all written from succeeding until the gate opens. */
@Primary
class HeldClock extends SteppedClock {
    private volatile CountDownLatch gate = new CountDownLatch(0);

    void shut() {
        gate = new CountDownLatch(1);
    }

    void open() {
        gate.countDown();
    }

    @Override
    public Instant instant() {
        if (isFinishing()) {
            pass();
        }
        return super.instant();
    }

    private static boolean isFinishing() {
        return StackWalker.getInstance()
                .walk(frames -> frames.limit(5)
                        .anyMatch(frame -> frame.getClassName().equals(ExportJob.class.getName())
                                && frame.getMethodName().equals("finish")));
    }

    private void pass() {
        try {
            gate.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
