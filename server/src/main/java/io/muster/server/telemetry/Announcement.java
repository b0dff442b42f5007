package io.muster.server.telemetry;

import io.muster.server.config.MusterProperties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.web.server.servlet.context.ServletWebServerInitializedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Says where the server listens. */
@Component
class Announcement {
    private static final Logger LOG = LoggerFactory.getLogger(Announcement.class);

    private final String scheme;

    Announcement(MusterProperties properties) {
        this.scheme = properties.tls().isOn() ? "https" : "http";
    }

    @EventListener
    void listening(ServletWebServerInitializedEvent event) {
        int port = event.getWebServer().getPort();
        LOG.info("Muster answers at {}://localhost:{}, its interface is described at /docs", scheme, port);
    }
}
