package io.muster.server.webhook;

import io.muster.server.config.MusterProperties;
import io.muster.server.limit.Shares;
import io.muster.server.limit.Shares.Share;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Sends messages when their time has come, many at once but few to one receiver and not too many of one project, so that
 * slow ones keep nobody else waiting. Servers that share a catalogue share the work: a message is leased to the one that sends it, and another takes
 * it when the lease runs out. Thread-safe.
 */
@Component
class MessageDispatch implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(MessageDispatch.class);
    private static final int AT_ONCE = 64;
    private static final int AT_ONCE_A_PROJECT = AT_ONCE / 4;
    private static final int AT_ONCE_A_RECEIVER = 4;
    private static final int LOOK_AHEAD = 4 * AT_ONCE;
    private static final Duration WRITING = Duration.ofSeconds(30);
    private static final Duration PARTING = Duration.ofSeconds(10);

    private final MessageStore store;
    private final MessageSender sender;
    private final Clock clock;
    private final Duration poll;
    private final Duration lease;
    private final Shares shares = new Shares();
    private final AtomicBoolean woken = new AtomicBoolean();
    private final ExecutorService senders = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("message-", 0).factory());
    private final ScheduledExecutorService watch = new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("message-watch").factory(), new ThreadPoolExecutor.DiscardPolicy());
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
            while (running && claimSome() > 0) {
                LOG.trace("There may be more");
            }
        } catch (RuntimeException e) {
            LOG.warn("Could not look for messages to send", e);
        }
    }

    private int claimSome() {
        Instant now = clock.instant();
        int claimed = 0;
        for (Message message : store.due(now, shares.full(), LOOK_AHEAD)) {
            if (shares.take(shares(message))) {
                if (start(message, now)) {
                    claimed++;
                } else {
                    shares.giveBack(shares(message));
                }
            }
        }
        return claimed;
    }

    private static List<Share> shares(Message message) {
        return List.of(
                new Share("all", AT_ONCE),
                new Share(message.project().value(), AT_ONCE_A_PROJECT),
                new Share(message.receiver().name(), AT_ONCE_A_RECEIVER));
    }

    private boolean start(Message message, Instant now) {
        if (!store.claim(message.id(), now, leaseFrom(now))) {
            return false;
        }
        senders.execute(() -> {
            try {
                sender.send(message);
            } catch (RuntimeException e) {
                LOG.warn("Could not write what became of message {}", message.id(), e);
            } finally {
                shares.giveBack(shares(message));
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
