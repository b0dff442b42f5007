package io.muster.client;

import java.net.URI;
import java.time.Duration;

/**
 * A Muster server, as one application sees it. Immutable and safe for use by many threads; make one with {@link
 * #builder()} and keep it.
 *
 * <p>Every call may throw a {@link MusterException}: {@link MusterApiException} when the server refuses, {@link
 * MusterConnectionException} when it cannot be reached.
 */
public final class MusterClient {
    private final Transport transport;

    MusterClient(Transport transport) {
        this.transport = transport;
    }

    public static Builder builder() {
        return new Builder();
    }

    /** The projects that these credentials can see. */
    public Projects projects() {
        return new Projects(transport);
    }

    /** One project, by id or key. Nothing is asked of the server yet. */
    public ProjectClient project(String idOrKey) {
        return new ProjectClient(transport, "/v1/projects/" + Paths.segment(idOrKey));
    }

    /** The people of the organization. */
    public People people() {
        return new People(transport, "/v1/people");
    }

    /** Who did what in the organization. */
    public Audit audit() {
        return new Audit(transport);
    }

    /** Whom these credentials belong to, and what they may. */
    public Session session() {
        return transport.json(Call.get("/v1/session"), Session.class);
    }

    /**
     * Sends a request that this client has no method for, such as an operation that is newer than it, or one of the older
     * interfaces. It is timed and tried again as others are, if it does no harm when it arrives twice; redirects are not
     * followed. The answer comes whole in memory, and a refusal is an answer too.
     *
     * @throws MusterConnectionException if there is no answer
     */
    public RawAnswer send(RawRequest request) {
        return RawAnswer.of(transport.answer(request.call()));
    }

    @Override
    public String toString() {
        return "MusterClient[" + transport.settings() + "]";
    }

    /** Settings of a client. Only the credentials have no default. */
    public static final class Builder {
        private ClientSettings settings = ClientSettings.DEFAULTS;
        private boolean anonymous;
        private Pause pause = Pause.REAL;

        private Builder() {}

        /** Where the server is; a path in it is kept as a prefix. {@code http://localhost:8080} unless given. */
        public Builder baseUrl(String baseUrl) {
            return baseUrl(URI.create(baseUrl));
        }

        /** Where the server is; a path in it is kept as a prefix. {@code http://localhost:8080} unless given. */
        public Builder baseUrl(URI baseUrl) {
            settings = settings.withBaseUrl(baseUrl);
            return this;
        }

        /** The application's {@code client_id} and {@code client_secret}. */
        public Builder credentials(String clientId, String clientSecret) {
            settings = settings.withCredentials(new Credentials(clientId, clientSecret));
            anonymous = false;
            return this;
        }

        /** Sends no credentials but those that requests have themselves, as for the older interfaces. */
        public Builder withoutCredentials() {
            settings = settings.withCredentials(null);
            anonymous = true;
            return this;
        }

        /** What the client calls itself. */
        public Builder userAgent(String userAgent) {
            settings = settings.withUserAgent(userAgent);
            return this;
        }

        /** How long a connection may take to open. 10 s unless given. */
        public Builder connectTimeout(Duration connectTimeout) {
            settings = settings.withTimeouts(settings.timeouts().withConnect(connectTimeout));
            return this;
        }

        /** How long an answer may take, imports excepted. 60 s unless given. */
        public Builder requestTimeout(Duration requestTimeout) {
            settings = settings.withTimeouts(settings.timeouts().withRequest(requestTimeout));
            return this;
        }

        /** How long an import may take, all of it. 24 h unless given. */
        public Builder importTimeout(Duration importTimeout) {
            settings = settings.withTimeouts(settings.timeouts().withUpload(importTimeout));
            return this;
        }

        /** How long a download may stand still before the connection counts as broken. 60 s unless given. */
        public Builder stallTimeout(Duration stallTimeout) {
            settings = settings.withTimeouts(settings.timeouts().withStall(stallTimeout));
            return this;
        }

        /** How often and how long to try again. {@link RetryPolicy#DEFAULT} unless given. */
        public Builder retries(RetryPolicy retries) {
            settings = settings.withRetries(retries);
            return this;
        }

        /** How waiting is done; tests do not wait. */
        Builder pause(Pause pause) {
            this.pause = pause;
            return this;
        }

        /**
         * The client.
         *
         * @throws IllegalStateException if nothing was said about credentials
         */
        public MusterClient build() {
            if (settings.credentials() == null && !anonymous) {
                throw new IllegalStateException("credentials: none were given; set a client id and a client secret.");
            }
            return new MusterClient(new Transport(settings, pause));
        }
    }
}
