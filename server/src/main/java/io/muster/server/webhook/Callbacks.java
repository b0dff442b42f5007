package io.muster.server.webhook;

import io.muster.model.ProjectId;
import io.muster.server.outbound.OutboundUrls;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import org.springframework.stereotype.Service;
import tools.jackson.databind.JsonNode;

/**
 * Calls URLs that single requests named, once something has come to its end: signed with the project's secret, and tried
 * again as webhooks are. Thread-safe.
 */
@Service
public class Callbacks {

    private final CallbackSecretStore secrets;
    private final Messages messages;
    private final OutboundUrls urls;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    Callbacks(CallbackSecretStore secrets, Messages messages, OutboundUrls urls, Clock clock) {
        this.secrets = secrets;
        this.messages = messages;
        this.urls = urls;
        this.clock = clock;
    }

    /**
     * Reads a URL that is to be called back.
     *
     * @throws io.muster.model.MusterException INVALID_REQUEST
     */
    public URI check(String url) {
        return urls.parse(url);
    }

    /**
     * Calls back in the envelope of a webhook. Inside a transaction of the catalogue it is sent if and only if that is
     * committed.
     *
     * @param event what happened, such as {@code export.succeeded}
     * @param subject the id of what it happened to
     * @param data ids, states and links; no personal data
     */
    public void send(ProjectId project, URI url, String event, String subject, JsonNode data) {
        secrets(project);
        messages.send(project, Receiver.callback(project, url), event, subject, data);
    }

    /** As {@link #send}, with that body and nothing around it. */
    public void sendPlain(ProjectId project, URI url, String event, String subject, JsonNode body) {
        secrets(project);
        messages.sendPlain(project, Receiver.callback(project, url), event, subject, body);
    }

    /** What signs the project's callbacks; made now where there is none. */
    SigningSecrets secrets(ProjectId project) {
        return secrets.find(project).orElseGet(() -> {
            secrets.insert(project, SigningSecrets.of(SigningSecret.random(random)));
            return secrets.find(project).orElseThrow();
        });
    }

    /** Makes a new secret; the old one signs too for {@link Webhooks#OVERLAP}. */
    SigningSecrets rotate(ProjectId project) {
        SigningSecrets fresh = SigningSecret.random(random)
                .after(secrets(project).current(), clock.instant().plus(Webhooks.OVERLAP));
        secrets.replace(project, fresh);
        return fresh;
    }
}
