package io.muster.demo;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;

/** Stands for the server where only its coming and going matters: it is ready, and nothing more. */
final class FakeServer {
    private FakeServer() {}

    public static void main(String... arguments) throws IOException {
        List<String> all = List.of(arguments);
        int port = Integer.parseInt(all.get(all.indexOf("--port") + 1));
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.createContext("/health/ready", exchange -> {
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
    }
}
