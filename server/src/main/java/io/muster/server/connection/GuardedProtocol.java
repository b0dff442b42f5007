package io.muster.server.connection;

import java.time.Duration;
import org.apache.coyote.Processor;
import org.apache.coyote.http11.Http11NioProtocol;

/** HTTP/1.1 by Tomcat, on connections that {@link GuardedEndpoint} watches. Tomcat makes one by its name. */
public final class GuardedProtocol extends Http11NioProtocol {
    private final GuardedEndpoint endpoint;
    private volatile Duration answerTime = Duration.ofMinutes(1);

    public GuardedProtocol() {
        this(new GuardedEndpoint());
    }

    private GuardedProtocol(GuardedEndpoint endpoint) {
        super(endpoint);
        this.endpoint = endpoint;
    }

    /** Has to be called before it starts. */
    void keepTo(ConnectionRules rules) {
        endpoint.keepTo(rules);
        answerTime = rules.answerTime();
        setDisableUploadTimeout(false);
        setConnectionUploadTimeout(Math.toIntExact(rules.bodyTime().toMillis()));
    }

    @Override
    protected Processor createProcessor() {
        return new GuardedProcessor(this, getAdapter(), endpoint.watch(), answerTime);
    }
}
