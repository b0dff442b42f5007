package io.muster.server.webhook;

import io.muster.server.catalog.Catalog;
import io.muster.server.outbound.OutboundClient;
import io.muster.server.outbound.OutboundClient.Reply;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Sends one message once, and writes down what came of it. Thread-safe. */
@Component
class MessageSender {

    private static final Logger LOG = LoggerFactory.getLogger(MessageSender.class);
    private static final int GONE = 410;
    private static final int MAX_ERROR = 300;

    private final OutboundClient client;
    private final WebhookStore webhooks;
    private final CallbackSecretStore callbacks;
    private final MessageStore messages;
    private final AttemptStore attempts;
    private final Catalog catalog;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    MessageSender(
            OutboundClient client,
            WebhookStore webhooks,
            CallbackSecretStore callbacks,
            MessageStore messages,
            AttemptStore attempts,
            Catalog catalog,
            Clock clock) {
        this.client = client;
        this.webhooks = webhooks;
        this.callbacks = callbacks;
        this.messages = messages;
        this.attempts = attempts;
        this.catalog = catalog;
        this.clock = clock;
    }

    private record Outcome(Attempt attempt, @Nullable String retryAfter) {}

    /** Sends the message, whose lease is the caller's. */
    void send(Message message) {
        String webhookId = message.receiver().webhook();
        Optional<Webhook> webhook = webhookId == null ? Optional.empty() : webhooks.find(webhookId);
        if (webhookId != null && webhook.isEmpty()) {
            return;
        }
        if (webhook.isPresent() && !webhook.get().enabled() && !message.once()) {
            Attempt none = attempt(message, clock.instant(), 0, null, null, "the webhook is switched off");
            end(message, none, MessageState.FAILED, null);
            return;
        }
        URI url = webhook.map(Webhook::url).orElse(message.receiver().url());
        Outcome outcome = call(message, url);
        Attempt attempt = outcome.attempt();
        if (attempt.isSuccess()) {
            end(message, attempt, MessageState.DELIVERED, null);
        } else if (webhookId != null && attempt.status() != null && attempt.status() == GONE) {
            String reason = "The receiver answered 410 Gone on " + attempt.startedAt() + ".";
            webhooks.disable(webhookId, url.toString(), reason, clock.instant());
            end(message, attempt, MessageState.FAILED, null);
        } else {
            tryAgain(message, outcome);
        }
    }

    private void tryAgain(Message message, Outcome outcome) {
        int inSeries = outcome.attempt().number() - message.seriesStart();
        Optional<Duration> pause =
                message.once() ? Optional.empty() : Backoff.pause(inSeries, outcome.retryAfter(), random);
        Instant next = pause.map(clock.instant()::plus).orElse(null);
        end(message, outcome.attempt(), next == null ? MessageState.FAILED : MessageState.PENDING, next);
    }

    private void end(Message message, Attempt attempt, MessageState state, @Nullable Instant next) {
        catalog.change(dsl -> {
            attempts.insert(message.id(), attempt);
            messages.attempted(message.id(), attempt.number(), state, next, clock.instant());
        });
    }

    private Outcome call(Message message, URI url) {
        Instant started = clock.instant();
        long nanos = System.nanoTime();
        byte[] body = message.payload().getBytes(StandardCharsets.UTF_8);
        try {
            Map<String, String> headers = Map.of(
                    "webhook-id", message.id(),
                    "webhook-timestamp", Long.toString(started.getEpochSecond()),
                    "webhook-signature", secrets(message).sign(message.id(), started, body));
            Reply reply = client.post(url, headers, body);
            Attempt attempt =
                    attempt(message, started, millisSince(nanos), reply.status(), storable(reply.body()), null);
            return new Outcome(attempt, reply.retryAfter());
        } catch (IOException e) {
            LOG.debug("Message {} was not taken", message.id(), e);
            String error = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
            return new Outcome(attempt(message, started, millisSince(nanos), null, null, error), null);
        } catch (RuntimeException e) {
            LOG.error("Message {} could not be sent", message.id(), e);
            String error = "something went wrong here; the log has it under the message's id";
            return new Outcome(attempt(message, started, millisSince(nanos), null, null, error), null);
        }
    }

    private SigningSecrets secrets(Message message) {
        String webhook = message.receiver().webhook();
        Optional<SigningSecrets> secrets =
                webhook == null ? callbacks.find(message.project()) : webhooks.secrets(webhook);
        return secrets.orElseThrow(() -> new IllegalStateException("There is no secret to sign with"));
    }

    private static Attempt attempt(
            Message message,
            Instant started,
            long millis,
            @Nullable Integer status,
            @Nullable String response,
            @Nullable String error) {
        String shown = error == null ? null : storable(error.substring(0, Math.min(MAX_ERROR, error.length())));
        return new Attempt(message.attempts() + 1, started, millis, status, response, shown);
    }

    /** Databases keep no U+0000 in text. */
    private static String storable(String text) {
        return text.replace('\0', '\uFFFD');
    }

    private static long millisSince(long nanos) {
        return Duration.ofNanos(System.nanoTime() - nanos).toMillis();
    }
}
