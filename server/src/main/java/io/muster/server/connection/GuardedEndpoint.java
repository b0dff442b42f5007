package io.muster.server.connection;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.NioEndpoint;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at all connections a few times a second and ends those that take too long over a request's head, over
 * a handshake or over what they send after their answer, and those beyond what one address may have. Ends
 * them by ending what they send: whoever waits for it then closes the connection as always.
 */
final class GuardedEndpoint extends NioEndpoint {
    private static final Logger LOG = LoggerFactory.getLogger(GuardedEndpoint.class);
    private static final long LOOK_MILLIS = 500;

    private final ConnectionWatch watch = new ConnectionWatch(System::nanoTime);
    private volatile @Nullable ConnectionRules rules;
    private volatile Set<String> crowded = Set.of();
    private @Nullable Future<?> looking;

    void keepTo(ConnectionRules wanted) {
        rules = wanted;
    }

    ConnectionWatch watch() {
        return watch;
    }

    @Override
    public void startInternal() throws Exception {
        super.startInternal();
        looking = getUtilityExecutor()
                .scheduleWithFixedDelay(this::look, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
    }

    @Override
    public void stopInternal() {
        Future<?> running = looking;
        if (running != null) {
            running.cancel(false);
        }
        super.stopInternal();
    }

    @Override
    protected boolean setSocketOptions(SocketChannel socket) {
        if (isCrowded(socket)) {
            destroySocket(socket);
            return false;
        }
        return super.setSocketOptions(socket);
    }

    private boolean isCrowded(SocketChannel socket) {
        Set<String> full = crowded;
        if (full.isEmpty()) {
            return false;
        }
        try {
            return socket.getRemoteAddress() instanceof InetSocketAddress from
                    && full.contains(Objects.requireNonNull(rules)
                            .holder(from.getAddress().getHostAddress()));
        } catch (IOException e) {
            return true;
        }
    }

    private void look() {
        ConnectionRules now = rules;
        if (now == null) {
            return;
        }
        try {
            watch.late(getConnections(), now).forEach(GuardedEndpoint::end);
            crowded = crowded(now);
        } catch (RuntimeException e) {
            LOG.error("Connections cannot be looked at", e);
        }
    }

    /**
     * The addresses that have all the connections they may; of those beyond it, the ones that do nothing are
     * ended.
     */
    private Set<String> crowded(ConnectionRules now) {
        Map<String, Integer> counts = new HashMap<>();
        Set<String> full = new HashSet<>();
        for (SocketWrapperBase<NioChannel> socket : getConnections()) {
            String holder = socket.isClosed() ? "" : now.holder(socket.getRemoteAddr());
            int count = holder.isEmpty() ? 0 : counts.merge(holder, 1, Integer::sum);
            if (count >= now.perAddress()) {
                full.add(holder);
            }
            if (count > now.perAddress() && !watch.isWorking(socket)) {
                end(socket);
            }
        }
        return full;
    }

    private static void end(SocketWrapperBase<NioChannel> socket) {
        try {
            socket.getSocket().getIOChannel().shutdownInput();
        } catch (IOException e) {
            LOG.debug("A connection has ended by itself", e);
        }
    }
}
