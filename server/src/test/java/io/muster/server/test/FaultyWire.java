package io.muster.server.test;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Stands between a client and a server of this machine: lets bytes through, counts them, or holds the answers back. */
public final class FaultyWire implements AutoCloseable {
    private final ServerSocket listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final AtomicLong passed = new AtomicLong();
    private final int target;
    private final AtomicInteger late = new AtomicInteger();
    private volatile boolean silent;
    private volatile long limit = Long.MAX_VALUE;
    private volatile Runnable atLimit = () -> {};
    private volatile Hold hold = new Hold("");

    public FaultyWire(int target) throws IOException {
        this.target = target;
        hold.close();
        Thread.ofVirtual().start(this::accept);
    }

    public int port() {
        return listening.getLocalPort();
    }

    /** Whether answers are held back. */
    public void silent(boolean whether) {
        silent = whether;
    }

    /** The answers on that many connections from now come too late. */
    public void late(int connections) {
        late.set(connections);
    }

    /** Does that once so many more bytes have gone to the server; nothing goes to it meanwhile. */
    public void after(long bytes, Runnable action) {
        atLimit = action;
        limit = passed.get() + bytes;
    }

    /** Holds requests that start so until it is closed; then those go on whose clients still wait. */
    public Hold hold(String start) {
        Hold made = new Hold(start);
        hold = made;
        return made;
    }

    /** Requests that are held. */
    public static final class Hold implements AutoCloseable {
        private final String start;
        private final CountDownLatch reached = new CountDownLatch(1);
        private final CountDownLatch goOn = new CountDownLatch(1);

        private Hold(String start) {
            this.start = start;
        }

        /** Waits until there is one; false where there is none within that time. */
        public boolean await(Duration most) throws InterruptedException {
            return reached.await(most.toMillis(), TimeUnit.MILLISECONDS);
        }

        /** Lets those go on that are held, and holds no more. */
        public void release() {
            goOn.countDown();
        }

        /** What goes to the server of a request that came in: nothing of one whose client has hung up meanwhile. */
        private byte[] take(byte[] sent, Socket client) throws IOException {
            if (goOn.getCount() == 0 || !new String(sent, StandardCharsets.ISO_8859_1).startsWith(start)) {
                return sent;
            }
            reached.countDown();
            try {
                goOn.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            all.writeBytes(sent);
            client.setSoTimeout(100);
            try {
                client.getInputStream().transferTo(all);
                throw new EOFException();
            } catch (SocketTimeoutException e) {
                client.setSoTimeout(0);
                return all.toByteArray();
            }
        }

        @Override
        public void close() {
            release();
        }
    }

    /** Bytes that have gone to the server. */
    public long passed() {
        return passed.get();
    }

    private void accept() {
        while (!listening.isClosed()) {
            try {
                connect(listening.accept());
            } catch (IOException e) {
                return;
            }
        }
    }

    /** Hangs up at once where the server is not there. */
    private void connect(Socket client) throws IOException {
        sockets.add(client);
        try {
            Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
            sockets.add(server);
            boolean mute = late.getAndDecrement() > 0;
            Thread.ofVirtual().start(() -> pipe(client, server, true, false));
            Thread.ofVirtual().start(() -> pipe(server, client, false, mute));
        } catch (IOException e) {
            client.close();
        }
    }

    private void pipe(Socket from, Socket to, boolean toServer, boolean mute) {
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] buffer = new byte[1 << 14];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                if (toServer) {
                    count(read);
                    out.write(hold.take(Arrays.copyOf(buffer, read), from));
                } else if (!(silent || mute)) {
                    out.write(buffer, 0, read);
                }
            }
        } catch (IOException e) {
            return;
        }
    }

    private synchronized void count(int bytes) {
        if (passed.addAndGet(bytes) >= limit) {
            limit = Long.MAX_VALUE;
            atLimit.run();
        }
    }

    @Override
    public void close() throws IOException {
        listening.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }
}
