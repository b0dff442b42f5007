package io.muster.server.outbound;

import io.muster.server.config.MusterProperties;
import jakarta.annotation.PreDestroy;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.apache.hc.core5.io.Closer;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Calls URLs that others gave. Follows no redirects, keeps no cookies, retries nothing, takes no longer than {@code
 * muster.outbound.timeout} in all and reads no more of an answer than it is told to. Thread-safe.
 */
@Component
public class OutboundClient {

    /** Bytes that are kept of the answer to what was posted. */
    public static final int MAX_ANSWER = 2_048;

    private static final int MAX_CONNECTIONS = 200;
    private static final int MAX_CONNECTIONS_A_HOST = 10;

    private final CloseableHttpClient http;
    private final Duration timeout;
    private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("outbound-watch").factory());

    OutboundClient(GuardedResolver resolver, MusterProperties properties) {
        this.timeout = properties.outbound().timeout();
        Timeout wait = Timeout.of(timeout);
        ConnectionConfig connection = ConnectionConfig.custom()
                .setConnectTimeout(Timeout.of(properties.outbound().connectTimeout()))
                .setSocketTimeout(wait)
                .setTimeToLive(Timeout.ofMinutes(1))
                .build();
        this.http = HttpClients.custom()
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setDnsResolver(resolver)
                        .setDefaultConnectionConfig(connection)
                        .setMaxConnTotal(MAX_CONNECTIONS)
                        .setMaxConnPerRoute(MAX_CONNECTIONS_A_HOST)
                        .build())
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setResponseTimeout(wait)
                        .setConnectionRequestTimeout(wait)
                        .build())
                .setUserAgent("Muster")
                .disableRedirectHandling()
                .disableAutomaticRetries()
                .disableCookieManagement()
                .disableAuthCaching()
                .disableContentCompression()
                .build();
    }

    /**
     * What came back.
     *
     * @param body its beginning, as text
     * @param contentType the header as sent, or null
     * @param retryAfter the header as sent, or null
     */
    public record Reply(int status, String body, @Nullable String contentType, @Nullable String retryAfter) {
        /** Whether the receiver took it: a status of 200 to 299. */
        public boolean isSuccess() {
            return status >= 200 && status < 300;
        }
    }

    /**
     * Posts JSON.
     *
     * @param url one that {@link OutboundUrls} read
     * @throws IOException where no answer came, {@link ForbiddenAddressException} where the address is not allowed
     */
    public Reply post(URI url, Map<String, String> headers, byte[] json) throws IOException {
        HttpPost request = new HttpPost(url);
        headers.forEach(request::setHeader);
        request.setEntity(new ByteArrayEntity(json, ContentType.APPLICATION_JSON));
        return reply(request, MAX_ANSWER);
    }

    /**
     * Sends any request.
     *
     * @param headers with the {@code Content-Type} of the body, where there is one
     * @param longest how many bytes of the answer are wanted
     * @throws IOException as {@link #post}
     */
    public Reply send(String method, URI url, Map<String, String> headers, @Nullable String body, int longest)
            throws IOException {
        HttpUriRequestBase request = new HttpUriRequestBase(method, url);
        headers.forEach(request::setHeader);
        if (body != null) {
            request.setEntity(new StringEntity(body, ContentType.parse(headers.get(HttpHeaders.CONTENT_TYPE))));
        }
        return reply(request, longest);
    }

    private Reply reply(HttpUriRequestBase request, int longest) throws IOException {
        AtomicBoolean late = new AtomicBoolean();
        Runnable end = () -> {
            late.set(true);
            request.cancel();
        };
        Future<?> alarm = watch.schedule(end, timeout.toMillis(), TimeUnit.MILLISECONDS);
        try {
            return reply(request, http.executeOpen(null, request, null), longest);
        } catch (IOException e) {
            if (late.get()) {
                throw (IOException)
                        new InterruptedIOException("no whole answer within " + timeout.toMillis() + " ms").initCause(e);
            }
            throw e;
        } finally {
            alarm.cancel(false);
        }
    }

    private static Reply reply(HttpUriRequestBase request, ClassicHttpResponse response, int longest)
            throws IOException {
        try {
            String body = beginning(request, response.getEntity(), longest);
            return new Reply(
                    response.getCode(),
                    body,
                    header(response, HttpHeaders.CONTENT_TYPE),
                    header(response, HttpHeaders.RETRY_AFTER));
        } finally {
            Closer.closeQuietly(response);
        }
    }

    private static @Nullable String header(ClassicHttpResponse response, String name) {
        Header header = response.getFirstHeader(name);
        return header == null ? null : header.getValue();
    }

    /** Hangs up on a long answer; closing it in good order would mean to read all of it. */
    private static String beginning(HttpUriRequestBase request, @Nullable HttpEntity entity, int longest)
            throws IOException {
        InputStream content = entity == null ? null : entity.getContent();
        if (content == null) {
            return "";
        }
        byte[] bytes = content.readNBytes(longest);
        if (bytes.length == longest) {
            request.cancel();
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }

    @PreDestroy
    void close() throws IOException {
        watch.shutdownNow();
        http.close();
    }
}
