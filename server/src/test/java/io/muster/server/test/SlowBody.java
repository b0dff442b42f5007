package io.muster.server.test;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpRequest.BodyPublishers;
import java.nio.ByteBuffer;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.SubmissionPublisher;

/** A request whose body comes bit by bit; closing it ends the body. */
public final class SlowBody implements AutoCloseable {
    private final SubmissionPublisher<ByteBuffer> body = new SubmissionPublisher<>();
    private final CompletableFuture<Answer> answer;

    private SlowBody(ApiClient client, String method, String path) {
        answer = CompletableFuture.supplyAsync(
                () -> client.send(method, path, BodyPublishers.fromPublisher(body), ""),
                task -> Thread.ofVirtual().start(task));
        await().until(body::hasSubscribers);
    }

    /** Begins the request with that much of its body, and waits until the server says that it has come. */
    public static SlowBody begin(
            ApiClient client, String method, String path, String first, Callable<Boolean> hasCome) {
        SlowBody begun = new SlowBody(client, method, path);
        begun.send(first);
        await().until(() -> hasCome.call() || begun.answer.isDone());
        return begun;
    }

    public void send(String more) {
        body.submit(ByteBuffer.wrap(more.getBytes(UTF_8)));
    }

    /** Sends the last of it and gives the answer. */
    public Answer end(String last) {
        send(last);
        close();
        return answer.join();
    }

    @Override
    public void close() {
        body.close();
    }
}
