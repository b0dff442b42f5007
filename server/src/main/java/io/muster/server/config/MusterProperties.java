package io.muster.server.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Every setting, {@code muster.*}. Each can be given in a file {@code muster.properties} or {@code muster.yaml} in
 * the working directory or its {@code config} folder, as an environment variable ({@code MUSTER_QUERY_TIMEOUT}) or
 * as a flag ({@code --muster.query-timeout=10s}).
 *
 * @param data the directory that holds everything the server keeps
 * @param port the TCP port to listen on; 0 takes a free one
 * @param publicUrl where callers reach this server, such as {@code https://muster.example.com}, for links that it gives out;
 *     empty: the address that the request for the link came to
 * @param storage where the files of finished exports are kept
 * @param queryTimeout how long a request may compute before it is answered with {@code deadline_exceeded}
 */
@ConfigurationProperties("muster")
public record MusterProperties(
        @DefaultValue("data") Path data,
        @DefaultValue("8080") @Range("0 to 65535") int port,
        @DefaultValue("") String publicUrl,
        @DefaultValue("30s") @Range("1ms to 1d") Duration queryTimeout,
        @DefaultValue Database database,
        @DefaultValue Engine engine,
        @DefaultValue Membership membership,
        @DefaultValue Upload upload,
        @DefaultValue Export export,
        @DefaultValue Bootstrap bootstrap,
        @DefaultValue Secret secret,
        @DefaultValue Access access,
        @DefaultValue Oidc oidc,
        @DefaultValue Tls tls,
        @DefaultValue Http http,
        @DefaultValue Limit limit,
        @DefaultValue Job job,
        @DefaultValue Outbound outbound,
        @DefaultValue("disk") Storage storage,
        @DefaultValue S3 s3,
        @DefaultValue Refresh refresh,
        @DefaultValue Log log) {

    public MusterProperties {
        if (!publicUrl.matches("(https?://[^\\s/?#]+(/[^\\s?#]*)?)?")) {
            throw new StartException("muster.public-url: '" + publicUrl
                    + "' is no address; give one such as https://muster.example.com");
        }
    }

    /**
     * Where metadata is kept.
     *
     * @param url empty for SQLite in the data directory, or {@code jdbc:postgresql://host/database}
     * @param connections PostgreSQL connections at most
     */
    public record Database(
            @DefaultValue("") String url,
            @DefaultValue("") String user,
            @DefaultValue("") String password,
            @DefaultValue("10") @Range("1 to 10000") int connections) {
        public Database {
            if (!url.isEmpty() && !url.startsWith("jdbc:postgresql:")) {
                throw new StartException(
                        "muster.database.url is not supported; leave it empty for SQLite or give jdbc:postgresql://host/database");
            }
        }

        @Override
        public String toString() {
            return "Database[url=" + url + ", user=" + user + "]";
        }
    }

    /**
     * The embedded engine.
     *
     * @param memory what it may use, such as {@code 4GB}; empty for a quarter of the machine's
     * @param threads threads that one query may use; 0 for all cores
     * @param compactAtRows events that arrive before a project's are sorted again
     * @param queries queries that run at once; more wait, until their time is up. 0 for two a core, and four at least
     */
    public record Engine(
            @DefaultValue("") @Range("64MB to 1000TB") String memory,
            @DefaultValue("0") @Range("0 to 1024") int threads,

            @DefaultValue("1000000") @Range("1 to 1000000000000")
            long compactAtRows,

            @DefaultValue("0") @Range("0 to 10000") int queries) {}

    /**
     * Who is and was in each segment.
     *
     * @param retention how long it stays known who entered and left when
     * @param cache what bitmaps of members may take of Java's memory
     * @param reasons how long the file with the rejected rows of an upload of members is kept
     */
    public record Membership(
            @DefaultValue("400d") @Range("1m to 36500d") Duration retention,
            @DefaultValue("256MB") @Range("0B to 1TB") DataSize cache,
            @DefaultValue("7d") @Range("1m to 36500d") Duration reasons) {}

    /**
     * Bodies that have to be read from a file: CSV and Parquet.
     *
     * @param file what one may take on the disk, when it is decompressed
     * @param project what those of one project may take that are read at the same time
     */
    public record Upload(
            @DefaultValue("16GB") @Range("1MB to 1000TB") DataSize file,
            @DefaultValue("32GB") @Range("1MB to 1000TB") DataSize project) {}

    /**
     * Files.
     *
     * @param retention how long a project keeps the files of a finished export, unless it says otherwise
     * @param disk what the files of all exports may take together; 0 for as much as there is
     * @param reserve what exports leave free on the disk for the engine and the catalogue
     * @param queue exports of one project that may wait at once
     */
    public record Export(
            @DefaultValue("PT48H") @Range("1m to 3660d") Duration retention,
            @DefaultValue("0B") @Range("0B to 1000000TB") DataSize disk,
            @DefaultValue("256MB") @Range("0B to 1000TB") DataSize reserve,
            @DefaultValue("1000") @Range("1 to 1000000") int queue) {}

    /**
     * The owner's application on the first start; random credentials are made and printed where these are empty. And the
     * person who owns it, where an e-mail and a password are given.
     *
     * @param organizations keys of organizations beside {@code default}; those that there are not yet are made at the start,
     *     and their owners' credentials printed
     */
    public record Bootstrap(
            @DefaultValue("") String clientId,
            @DefaultValue("") String clientSecret,
            @DefaultValue("") String email,
            @DefaultValue("") String password,
            @DefaultValue List<String> organizations) {
        @Override
        public String toString() {
            return "Bootstrap[clientId=" + clientId + ", email=" + email + "]";
        }
    }

    /**
     * The key that seals what has to be read back: applications' secrets and the keys that sign tokens. The first that
     * is given counts: {@code key}, {@code keyCommand}, {@code keyFile}. Several keys, a line each, are possible: the
     * first seals, the others still open.
     *
     * @param key 32 random bytes in Base64
     * @param keyCommand a command that prints the key, such as a key service's client
     * @param keyFile a file that holds it; empty for {@code secret.key} in the data directory. Made where there is none
     * @param gone ids of keys, with commas between them, that the installation has worked with and that are lost for good: it goes
     *     on without them
     * @param reveal false keeps applications' secrets as hashes only; then they are seen once, when they are made
     */
    public record Secret(
            @DefaultValue("") String key,
            @DefaultValue("") String keyCommand,
            @DefaultValue("") String keyFile,
            @DefaultValue("") String gone,
            @DefaultValue("true") boolean reveal) {
        @Override
        public String toString() {
            return "Secret[keyFile=" + keyFile + ", reveal=" + reveal + "]";
        }
    }

    /**
     * Who gets in, and how.
     *
     * @param trustedProxies addresses and CIDR ranges of proxies that are believed where a request came from
     * @param proxyHeaders the headers in which they say so; the others are not read
     * @param requireHttps refuses requests that came neither by TLS nor through a trusted proxy that says so
     * @param wrongSecretsPerMinute wrong credentials that one address may send a minute before it is told to wait
     * @param tokenLifetime how long a token of {@code /oauth/token} is good
     * @param sessionIdle after how long without a request a person is signed out
     * @param sessionLifetime after how long a person is signed out anyway
     * @param passwordSignIn whether people may sign in by a password
     */
    public record Access(
            @DefaultValue List<String> trustedProxies,
            @DefaultValue("x-forwarded") ProxyHeaders proxyHeaders,
            @DefaultValue("false") boolean requireHttps,
            @DefaultValue("60") @Range("1 to 1000000") int wrongSecretsPerMinute,
            @DefaultValue("24h") @Range("1s to 60d") Duration tokenLifetime,
            @DefaultValue("30m") @Range("1s to 3660d") Duration sessionIdle,
            @DefaultValue("12h") @Range("1s to 3660d") Duration sessionLifetime,
            @DefaultValue("true") boolean passwordSignIn) {}

    /** What proxies write; the lower-case name with a hyphen is the stable one. */
    public enum ProxyHeaders {
        /** {@code X-Forwarded-For}, {@code -Proto} and {@code -Host}. */
        X_FORWARDED,
        /** {@code Forwarded}, RFC 7239. */
        FORWARDED
    }

    /**
     * Sign-in by an identity provider that speaks OpenID Connect.
     *
     * @param issuer the provider's URL, as it names itself; empty for none
     * @param clientId what the provider calls this server
     * @param clientSecret what this server proves itself by there; empty where PKCE alone has to do
     * @param domains of e-mail addresses that may sign in so, in lower case; empty for all
     */
    public record Oidc(
            @DefaultValue("") String issuer,
            @DefaultValue("") String clientId,
            @DefaultValue("") String clientSecret,
            @DefaultValue List<String> domains) {
        public Oidc {
            domains = domains.stream().map(it -> it.toLowerCase(Locale.ROOT)).toList();
        }

        /** Whether people may sign in so. */
        public boolean isOn() {
            return !issuer.isEmpty();
        }

        @Override
        public String toString() {
            return "Oidc[issuer=" + issuer + ", clientId=" + clientId + ", domains=" + domains + "]";
        }
    }

    /**
     * TLS without a proxy; both or neither. The files are read again when they change.
     *
     * @param certificate a PEM file: the server's certificate, then those that vouch for it
     * @param key a PEM file: the certificate's private key
     */
    public record Tls(
            @DefaultValue("") String certificate,
            @DefaultValue("") String key) {

        /** Whether the server speaks TLS by itself. */
        public boolean isOn() {
            return !certificate.isEmpty();
        }
    }

    /**
     * What a connection may take, so that slow and many ones do not stop the others.
     *
     * @param headTime how long the head of a request may take to arrive, and a TLS handshake
     * @param bodyTime how long a body may be awaited whatever its rate; one that is silent for as long is given up
     * @param bodyRate beyond that, what has to arrive each second on average
     * @param answerTime how long the reader of an answer may be waited for whatever its rate; one that takes nothing for as
     *     long is given up
     * @param answerRate beyond that, what has to be read each second on average
     * @param connections at once, in all; more wait until one ends
     * @param connectionsPerAddress at once from one address that is no trusted proxy; more are closed. An IPv6 /64 counts as
     *     one
     */
    public record Http(
            @DefaultValue("20s") @Range("100ms to 1h") Duration headTime,
            @DefaultValue("30s") @Range("100ms to 1d") Duration bodyTime,
            @DefaultValue("500B") @Range("0B to 1GB") DataSize bodyRate,
            @DefaultValue("60s") @Range("100ms to 1d") Duration answerTime,
            @DefaultValue("2KB") @Range("0B to 1GB") DataSize answerRate,
            @DefaultValue("8192") @Range("1 to 1000000") int connections,
            @DefaultValue("1000") @Range("1 to 1000000") int connectionsPerAddress) {}

    /**
     * How often callers may ask, such as {@code muster.limit.application.read=100/s}, {@code 10/min} or {@code none}.
     * What is limited is {@code ingest}, {@code read}, {@code segments}, {@code export}, {@code erase}, {@code admin},
     * {@code token}, or an interface's own name. What is not given has the default.
     *
     * @param application what one application or person may
     * @param project what one project may be asked
     * @param organization what all of an organization's may together
     */
    public record Limit(
            @DefaultValue Map<String, String> application,
            @DefaultValue Map<String, String> project,
            @DefaultValue Map<String, String> organization) {
        public Limit {
            application = LimitNames.resolved("application", application);
            project = LimitNames.resolved("project", project);
            organization = LimitNames.resolved("organization", organization);
        }
    }

    /**
     * Background work.
     *
     * @param workers jobs that run at once; a project has at most three quarters of these while others have jobs, too
     * @param deliveries deliveries that run at once beside them; a project has a quarter of these, a destination an eighth
     * @param heartbeat how often a running job says that it is alive; one that was silent four times is taken over
     * @param poll how often to look for work that another server made or that has come due
     * @param drain how long running jobs may go on when the server stops, before they are put back into the queue
     */
    public record Job(
            @DefaultValue("3") @Range("1 to 1000") int workers,
            @DefaultValue("16") @Range("1 to 1000") int deliveries,
            @DefaultValue("2s") @Range("50ms to 1h") Duration heartbeat,
            @DefaultValue("1s") @Range("10ms to 1h") Duration poll,
            @DefaultValue("5s") @Range("0s to 1h") Duration drain) {}

    /**
     * What the server sends to addresses that its callers chose: webhooks, callbacks, uploads.
     *
     * @param allow networks that may be reached though they are not of the public Internet, such as {@code 10.1.0.0/16}
     * @param connectTimeout how long to wait for a connection
     * @param timeout how long the receiver of a webhook may take in all, and a destination be silent
     * @param ownCredentials whether destinations may use the cloud credentials that this server itself runs with
     * @param directory below which destinations may have files copied to this machine; empty for nowhere
     */
    public record Outbound(
            @DefaultValue List<String> allow,
            @DefaultValue("5s") @Range("1ms to 10m") Duration connectTimeout,
            @DefaultValue("15s") @Range("1ms to 1h") Duration timeout,
            @DefaultValue("false") boolean ownCredentials,
            @DefaultValue("") String directory) {
        public Outbound {
            allow = List.copyOf(allow);
        }
    }

    /** Where files are kept; the lower-case name is the stable one. */
    public enum Storage {
        /** In the data directory. */
        DISK,
        /** In the bucket that {@code muster.s3} names. */
        S3
    }

    /**
     * The bucket in which files are kept where {@code muster.storage} is {@code s3}. What is in it stays readable when that is
     * changed, as long as these settings stay.
     *
     * @param endpoint empty for Amazon's own
     * @param prefix what the names of objects begin with; may have {@code {project}}, {@code {segment}}, {@code {export}} and
     *     {@code {date}}
     * @param pathStyle whether the bucket is in the path rather than in the host's name, where there is an endpoint
     * @param encryption {@code none}, {@code aes256} or {@code kms}
     * @param kmsKey the key for {@code kms}; empty for the bucket's own
     * @param accessKeyId empty for the credentials that the machine has
     * @param sessionToken of temporary credentials; empty for none
     * @param localCopy how long a file also stays in the data directory after it was last read
     */
    public record S3(
            @DefaultValue("") String endpoint,
            @DefaultValue("us-east-1") String region,
            @DefaultValue("") String bucket,
            @DefaultValue("") String prefix,
            @DefaultValue("true") boolean pathStyle,
            @DefaultValue("none") String encryption,
            @DefaultValue("") String kmsKey,
            @DefaultValue("") String accessKeyId,
            @DefaultValue("") String secretAccessKey,
            @DefaultValue("") String sessionToken,
            @DefaultValue("1h") @Range("0s to 3660d") Duration localCopy) {
        @Override
        public String toString() {
            return "S3[endpoint=" + endpoint + ", bucket=" + bucket + ", prefix=" + prefix + "]";
        }
    }

    /**
     * Keeping segments fresh.
     *
     * @param timeout how long one segment may compute before its run has failed
     */
    public record Refresh(
            @DefaultValue("10m") @Range("1ms to 30d") Duration timeout) {}

    /**
     * The log on standard output.
     *
     * @param format empty for plain lines; {@code ecs}, {@code logstash} or {@code gelf} for JSON
     */
    public record Log(@DefaultValue("") String format) {
        public Log {
            if (!List.of("", "ecs", "logstash", "gelf").contains(format)) {
                throw new StartException("muster.log.format: '" + format + "' cannot be; give ecs, logstash or gelf.");
            }
        }
    }
}
