package io.muster.client;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

/**
 * A server that answers each connection, in turn, with given bytes as soon as it has read the request's headers, and
 * never says "100 Continue". With nothing to answer it keeps the connection open.
 */
final class BluntServer implements Closeable {
    private final ServerSocket server;
    private final List<Socket> connections = new ArrayList<>();

    private BluntServer(ServerSocket server) {
        this.server = server;
    }

    static BluntServer answering(String... answers) throws IOException {
        BluntServer blunt = new BluntServer(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
        Thread thread = new Thread(() -> blunt.serve(answers));
        thread.setDaemon(true);
        thread.start();
        return blunt;
    }

    String url() {
        return "http://localhost:" + server.getLocalPort();
    }

    private void serve(String... answers) {
        try {
            for (String answer : answers) {
                Socket socket = server.accept();
                connections.add(socket);
                var lines = new BufferedReader(new InputStreamReader(socket.getInputStream(), ISO_8859_1));
                for (String line = lines.readLine(); line != null && !line.isEmpty(); ) {
                    line = lines.readLine();
                }
                socket.getOutputStream().write(answer.getBytes(ISO_8859_1));
                socket.getOutputStream().flush();
            }
        } catch (IOException e) {
            // The client, or the end of the test, closed the connection.
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket socket : connections) {
            socket.close();
        }
    }
}
