package io.muster.server.connection;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.SocketWrapperBase;

/** Knows since when each connection has been at what it should not be at for long. Thread-safe. */
final class ConnectionWatch {
    private final LongSupplier nanos;
    private final Map<SocketWrapperBase<?>, Long> heads = new ConcurrentHashMap<>();
    private final Map<SocketWrapperBase<?>, GuardedProcessor> working = new ConcurrentHashMap<>();

    /**
     * What was found to be neither a head nor work, when it was looked at before. Of the one thread that
     * looks.
     */
    private Map<SocketWrapperBase<?>, Long> stuck = Map.of();

    ConnectionWatch(LongSupplier nanos) {
        this.nanos = nanos;
    }

    void works(SocketWrapperBase<?> socket, GuardedProcessor processor) {
        heads.putIfAbsent(socket, nanos.getAsLong());
        working.put(socket, processor);
    }

    void rests(SocketWrapperBase<?> socket, boolean headIsIncomplete) {
        working.remove(socket);
        if (!headIsIncomplete) {
            heads.remove(socket);
        }
    }

    /** Whether a request of that connection is being answered just now. */
    boolean isWorking(SocketWrapperBase<?> socket) {
        return working.containsKey(socket);
    }

    /** The connections whose time is up. */
    Set<SocketWrapperBase<NioChannel>> late(Collection<SocketWrapperBase<NioChannel>> open, ConnectionRules rules) {
        long now = nanos.getAsLong();
        heads.keySet().removeIf(SocketWrapperBase::isClosed);
        Map<SocketWrapperBase<?>, Long> stillStuck = new HashMap<>();
        Set<SocketWrapperBase<NioChannel>> late = new HashSet<>();
        for (SocketWrapperBase<NioChannel> socket : open) {
            GuardedProcessor processor = working.get(socket);
            boolean drains = processor != null && processor.isDraining();
            if (drains || !socket.getSocket().isHandshakeComplete()) {
                stillStuck.put(socket, stuck.getOrDefault(socket, now));
            }
            long head = processor == null ? heads.getOrDefault(socket, now) : now;
            long since = stillStuck.getOrDefault(socket, head);
            long limit = (drains ? rules.bodyTime() : rules.headTime()).toNanos();
            if (now - since > limit) {
                late.add(socket);
            }
        }
        stuck = stillStuck;
        return late;
    }
}
