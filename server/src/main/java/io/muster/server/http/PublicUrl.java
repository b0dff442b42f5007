package io.muster.server.http;

import io.muster.server.config.MusterProperties;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/** Where callers reach this server: as the settings say, else as the request that is being answered came. Thread-safe. */
@Component
public class PublicUrl {

    private final String configured;

    PublicUrl(MusterProperties properties) {
        this.configured = properties.publicUrl().replaceFirst("/+$", "");
    }

    /** The URL of a path; for threads that answer a request. */
    public String of(String path) {
        String base = configured.isEmpty()
                ? ServletUriComponentsBuilder.fromCurrentContextPath().build().toUriString()
                : configured;
        return base + path;
    }
}
