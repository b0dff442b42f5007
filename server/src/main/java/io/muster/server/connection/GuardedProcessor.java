package io.muster.server.connection;

import java.io.IOException;
import java.time.Duration;
import org.apache.coyote.Adapter;
import org.apache.coyote.Constants;
import org.apache.coyote.http11.AbstractHttp11Protocol;
import org.apache.coyote.http11.Http11Processor;
import org.apache.tomcat.util.net.AbstractEndpoint.Handler.SocketState;
import org.apache.tomcat.util.net.SocketWrapperBase;

/** Tells the watch where a connection's request has got to. */
final class GuardedProcessor extends Http11Processor {
    private final ConnectionWatch watch;
    private final long writeTimeout;

    GuardedProcessor(
            AbstractHttp11Protocol<?> protocol, Adapter adapter, ConnectionWatch watch, Duration writeTimeout) {
        super(protocol, adapter);
        this.watch = watch;
        this.writeTimeout = writeTimeout.toMillis();
    }

    /**
     * Called with the first byte of a head, and again for as long as it is not whole. Tomcat has one limit for reading and
     * writing, and a reader of a large file may pause for longer than a sender.
     */
    @Override
    public SocketState service(SocketWrapperBase<?> socket) throws IOException {
        socket.setWriteTimeout(writeTimeout);
        watch.works(socket, this);
        SocketState state = SocketState.CLOSED;
        try {
            state = super.service(socket);
            return state;
        } finally {
            watch.rests(socket, state == SocketState.LONG && !isAsync());
        }
    }

    /** Whether its answer is done and what is still sent of the body is being thrown away. */
    boolean isDraining() {
        return getRequest().getRequestProcessor().getStage() == Constants.STAGE_ENDINPUT;
    }
}
