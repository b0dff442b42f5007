package io.muster.server.http;

import io.muster.engine.Deadline;
import io.muster.server.config.MusterProperties;
import org.springframework.stereotype.Component;

/** The time that requests may take. Thread-safe. */
@Component
public class Deadlines {

    private final MusterProperties properties;

    Deadlines(MusterProperties properties) {
        this.properties = properties;
    }

    /** For a request that computes while its caller waits; starts now. */
    public Deadline forQuery() {
        return Deadline.after(properties.queryTimeout());
    }
}
