package io.muster.server.webhook;

import io.muster.server.config.MusterProperties;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Sends messages when their time has come, many at once but few to one receiver, so that a slow one keeps nobody else
 * waiting. Servers that share a catalogue share the work: a message is leased to the one that sends it, and another takes
 * it when the lease runs out. Thread-safe.
 */
@Component
class MessageDispatch implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(MessageDispatch.class);
    private static final int AT_ONCE = 64;
    private static final int AT_ONCE_A_RECEIVER = 4;
    private static final int LOOK_AHEAD = 4 * AT_ONCE;
    private static final Duration WRITING = Duration.ofSeconds(30);
    private static final Duration PARTING = Duration.ofSeconds(10);

    private final MessageStore store;
    private final MessageSender sender;
    private final Clock clock;
    private final Duration poll;
    private final Duration lease;
    private final Semaphore free = new Semaphore(AT_ONCE);
    private final Map<String, Integer> busy = new ConcurrentHashMap<>();
    private final AtomicBoolean woken = new AtomicBoolean();
    private final ExecutorService senders = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("message-", 0).factory());
    private final ScheduledExecutorService watch = new ScheduledThreadPoolExecutor(
            1,
            Thread.ofPlatform().daemon().name("message-watch").factory(),
            new ThreadPoolExecutor.DiscardPolicy());
    private volatile boolean running;

    MessageDispatch(MessageStore store, MessageSender sender, Clock clock, MusterProperties properties) {
        this.store = store;
        this.sender = sender;
        this.clock = clock;
        this.poll = properties.job().poll();
        this.lease = properties.outbound().timeout().multipliedBy(2).plus(WRITING);
    }

    /** Looks for messages now rather than at the next poll. */
    void wake() {
        if (running && woken.compareAndSet(false, true)) {
            watch.execute(this::look);
        }
    }

    /** Until when a message belongs to whoever takes it now. */
    Instant leaseFrom(Instant now) {
        return now.plus(lease);
    }

    private void look() {
        woken.set(false);
        try {
            while (running && free.availablePermits() > 0 && claimSome() > 0) {
                LOG.trace("There may be more");
            }
        } catch (RuntimeException e) {
            LOG.warn("Could not look for messages to send", e);
        }
    }

    private int claimSome() {
        Instant now = clock.instant();
        List<String> full = busy.entrySet().stream()
                .filter(entry -> entry.getValue() >= AT_ONCE_A_RECEIVER)
                .map(Map.Entry::getKey)
                .toList();
        int claimed = 0;
        for (Message message : store.due(now, full, LOOK_AHEAD)) {
            String receiver = message.receiver().name();
            if (busy.getOrDefault(receiver, 0) < AT_ONCE_A_RECEIVER && free.tryAcquire()) {
                if (start(message, receiver, now)) {
                    claimed++;
                } else {
                    free.release();
                }
            }
        }
        return claimed;
    }

    private boolean start(Message message, String receiver, Instant now) {
        if (!store.claim(message.id(), now, leaseFrom(now))) {
            return false;
        }
        busy.merge(receiver, 1, Integer::sum);
        senders.execute(() -> {
            try {
                sender.send(message);
            } catch (RuntimeException e) {
                LOG.warn("Could not write what became of message {}", message.id(), e);
            } finally {
                busy.computeIfPresent(receiver, (name, count) -> count == 1 ? null : count - 1);
                free.release();
                wake();
            }
        });
        return true;
    }

    @Override
    public void start() {
        store.releaseAll();
        running = true;
        var _ = watch.scheduleWithFixedDelay(this::look, 0, poll.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Waits for the answers to what was sent; whatever else is under way is sent again when its lease is over. */
    @Override
    public void stop() {
        running = false;
        watch.shutdown();
        senders.shutdown();
        try {
            if (!senders.awaitTermination(PARTING.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("Messages were still under way when the server stopped");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
