package io.muster.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import tools.jackson.core.JacksonException;

/** Sends calls: puts the credentials in, tries again where that is right, and turns what went wrong into exceptions. */
final class Transport {
    private final ClientSettings settings;
    private final Pause pause;
    private final HttpClient http;

    Transport(ClientSettings settings, Pause pause) {
        this.settings = settings;
        this.pause = pause;
        // Redirects would carry the credentials elsewhere, and a single long stream gains nothing from HTTP/2.
        this.http = HttpClient.newBuilder()
                .version(Version.HTTP_1_1)
                .followRedirects(Redirect.NEVER)
                .connectTimeout(settings.timeouts().connect())
                .build();
    }

    ClientSettings settings() {
        return settings;
    }

    Pause pause() {
        return pause;
    }

    /** Sends, and reads the answer as that type. */
    <T> T json(Call call, Class<T> type) {
        HttpResponse<Answer> response = send(call, Answer.whole());
        try {
            return MusterJson.mapper().readValue(response.body().bytes(), type);
        } catch (JacksonException e) {
            throw new MusterConnectionException(
                    call + " was answered with something else than the JSON expected: " + e.getOriginalMessage(), e);
        }
    }

    /** Sends, and gives the answer as it is. */
    byte[] bytes(Call call) {
        return send(call, Answer.whole()).body().bytes();
    }

    /** Sends, and forgets the answer. */
    void send(Call call) {
        send(call, Answer.whole());
    }

    /** Sends, and gives the answer as a stream, which must be closed. */
    HttpResponse<Answer> open(Call call) {
        return send(call, Answer.streamed());
    }

    /** Sends, and gives what came of it, a refusal too. */
    HttpResponse<Answer> answer(Call call) {
        return answer(call, Answer.whole());
    }

    private HttpResponse<Answer> send(Call call, BodyHandler<Answer> handler) {
        HttpResponse<Answer> response = answer(call, handler);
        if (!Answer.ok(response)) {
            throw MusterApiException.of(Problems.of(response));
        }
        return response;
    }

    /** What came of the last attempt. */
    private HttpResponse<Answer> answer(Call call, BodyHandler<Answer> handler) {
        Attempts attempts = new Attempts(settings.retries(), call);
        while (true) {
            try {
                HttpResponse<Answer> response = exchange(call, handler);
                Optional<Duration> delay =
                        Answer.ok(response) ? Optional.empty() : attempts.delayAfter(Problems.of(response));
                if (delay.isEmpty()) {
                    return response;
                }
                pause.unchecked(delay.get());
            } catch (IOException e) {
                pause.unchecked(attempts.delayAfter(unreachable(call, e)));
            }
        }
    }

    private HttpResponse<Answer> exchange(Call call, BodyHandler<Answer> handler) throws IOException {
        Duration timeout = call.body() instanceof UploadBody
                ? settings.timeouts().upload()
                : settings.timeouts().request();
        HttpRequest request = prepare(call, timeout);
        CompletableFuture<HttpResponse<Answer>> future = http.sendAsync(request, handler);
        try {
            return await(future, call, timeout);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException broken) {
                throw broken;
            }
            throw new IOException(e.getCause());
        } catch (TimeoutException e) {
            throw new IOException("it did not come in time", e);
        } catch (InterruptedException e) {
            throw MusterConnectionException.interrupted(e);
        } finally {
            future.cancel(true);
            finish(call);
        }
    }

    private HttpResponse<Answer> await(Future<HttpResponse<Answer>> future, Call call, Duration timeout)
            throws ExecutionException, TimeoutException, InterruptedException {
        if (call.body() instanceof UploadBody rows) {
            try {
                return future.get(settings.timeouts().request().toMillis(), TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                // Something on the way may not know "Expect: 100-continue"; the next attempt does without.
                if (!rows.begun()) {
                    throw e;
                }
            }
        }
        // The request's own timeout ends with the headers; this one covers a body that never ends.
        return future.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    }

    private HttpRequest prepare(Call call, Duration timeout) {
        HttpRequest.Builder request = HttpRequest.newBuilder().timeout(timeout);
        request.header("User-Agent", settings.userAgent());
        Credentials credentials = settings.credentials();
        if (credentials != null) {
            request.header("Authorization", credentials.header());
        }
        call.prepare(request, settings.baseUrl());
        if (call.body() != null) {
            try {
                call.body().attach(request, call.method());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return request.build();
    }

    /** What could not be read here is not the connection's fault, and trying again would not help. */
    private static void finish(Call call) {
        if (call.body() != null) {
            try {
                call.body().finish();
            } catch (IOException e) {
                throw new UncheckedIOException("The rows to import could not be read: " + e.getMessage(), e);
            }
        }
    }

    private MusterConnectionException unreachable(Call call, IOException e) {
        return new MusterConnectionException(
                "Cannot get an answer from " + settings.baseUrl() + " to " + call + ": " + Reasons.of(e), e);
    }
}
