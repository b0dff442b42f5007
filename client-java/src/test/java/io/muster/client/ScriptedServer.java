package io.muster.client;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A real HTTP server that answers as it was told to and remembers what it was asked. Replies to one method and path are
 * given in turn, and the last one for ever.
 */
public final class ScriptedServer implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, Deque<Reply>> script = new ConcurrentHashMap<>();
    private final List<SeenRequest> requests = new CopyOnWriteArrayList<>();

    private ScriptedServer(HttpServer server) {
        this.server = server;
    }

    public static ScriptedServer start() {
        try {
            HttpServer http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            ScriptedServer scripted = new ScriptedServer(http);
            http.setExecutor(scripted.threads);
            http.createContext("/", scripted::handle);
            http.start();
            return scripted;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What to answer to a method and path, such as {@code GET /v1/projects}. */
    public ScriptedServer on(String methodAndPath, Reply... replies) {
        script.put(methodAndPath, new ArrayDeque<>(Arrays.asList(replies)));
        return this;
    }

    public String url() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    public List<SeenRequest> requests() {
        return List.copyOf(requests);
    }

    public SeenRequest lastRequest() {
        return requests.get(requests.size() - 1);
    }

    private void handle(HttpExchange exchange) throws IOException {
        Reply reply = next(
                exchange.getRequestMethod() + " " + exchange.getRequestURI().getRawPath());
        if (!reply.readsBody()) {
            requests.add(new SeenRequest(exchange, new byte[0]));
            reply.send(exchange);
            return;
        }
        requests.add(new SeenRequest(exchange, exchange.getRequestBody().readAllBytes()));
        reply.send(exchange);
    }

    private synchronized Reply next(String methodAndPath) {
        Deque<Reply> replies = script.get(methodAndPath);
        if (replies == null) {
            return Reply.problem(404, "not_found", "Nothing is scripted for " + methodAndPath + ".");
        }
        return replies.size() > 1 ? replies.removeFirst() : replies.getFirst();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
