package io.muster.server.oidc;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.Nonce;
import io.muster.model.ErrorCode;
import io.muster.model.MusterException;
import io.muster.server.access.SecretVault;
import io.muster.server.config.MusterProperties;
import io.muster.server.http.PublicUrl;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * The one identity provider that {@code muster.oidc.issuer} names, asked by the authorization code flow with PKCE, state and
 * nonce. It says who somebody is by an e-mail address that it has verified, and nothing else. Thread-safe.
 */
@Component
public class IdentityProvider {
    /** Where the provider sends people back to; it has to know this path of {@code muster.public-url}. */
    public static final String CALLBACK = "/oidc/callback";

    /** How long somebody may take at the provider. */
    public static final Duration LONGEST = Duration.ofMinutes(10);

    private static final Logger LOG = LoggerFactory.getLogger(IdentityProvider.class);
    private static final String PURPOSE = "oidc";
    private static final String BEGIN_AGAIN = " Begin again at /oidc/sign-in.";

    private final MusterProperties.Oidc settings;
    private final ClientID client;
    private final ProviderCalls calls;
    private final CodeExchange exchange;
    private final SecretVault vault;
    private final PublicUrl urls;
    private final Clock clock;
    private final Cache<String, Provider> described =
            Caffeine.newBuilder().expireAfterWrite(Duration.ofHours(1)).build();

    IdentityProvider(MusterProperties properties, ProviderCalls calls, SecretVault vault, PublicUrl urls, Clock clock) {
        this.settings = OidcSettings.checked(properties);
        this.client = new ClientID(isOn() ? settings.clientId() : "none");
        this.calls = calls;
        this.exchange = new CodeExchange(settings, calls);
        this.vault = vault;
        this.urls = urls;
        this.clock = clock;
    }

    /**
     * A sign-in that has begun.
     *
     * @param at where to send the browser
     * @param pending what the browser has to bring back with the provider's answer
     */
    public record Begun(URI at, String pending) {
        @Override
        public String toString() {
            return "Begun[]";
        }
    }

    /**
     * Somebody whom the provider knows.
     *
     * @param organization as it was asked for
     */
    public record Vouched(String email, Optional<String> organization, String returnTo) {}

    /** Whether there is one. */
    public boolean isOn() {
        return settings.isOn();
    }

    /**
     * Begins a sign-in.
     *
     * @param returnTo the path of this server to go to afterwards
     * @throws MusterException NOT_FOUND where there is no provider; IDENTITY_PROVIDER_UNAVAILABLE where it does not answer
     */
    public Begun begin(Optional<String> organization, String returnTo) {
        Provider provider = provider();
        PendingSignIn pending = PendingSignIn.begin(
                organization.orElse(""), returnTo, clock.instant().plus(LONGEST));
        AuthenticationRequest request = new AuthenticationRequest.Builder(
                        ResponseType.CODE, new Scope("openid", "email"), client, callback())
                .endpointURI(provider.metadata().getAuthorizationEndpointURI())
                .state(new State(pending.state()))
                .nonce(new Nonce(pending.nonce()))
                .codeChallenge(new CodeVerifier(pending.verifier()), CodeChallengeMethod.S256)
                .build();
        return new Begun(request.toURI(), vault.seal(PURPOSE, pending.write()));
    }

    /**
     * Ends a sign-in.
     *
     * @param answer the parameters that the provider sent the browser back with
     * @param pending what {@link #begin} had the browser keep; empty where it brings nothing
     * @throws MusterException UNAUTHORIZED in words for whatever is not as it has to be; NOT_FOUND and
     *     IDENTITY_PROVIDER_UNAVAILABLE as {@link #begin}
     */
    public Vouched finish(Map<String, List<String>> answer, Optional<String> pending) {
        Provider provider = provider();
        PendingSignIn begun = pending.flatMap(this::open)
                .filter(it -> clock.millis() < it.endsAt())
                .orElseThrow(() -> refused("No sign-in was begun in this browser in the last ten minutes."));
        try {
            String email = exchange.email(provider, answer, begun, callback());
            requireDomain(email);
            return new Vouched(email, Optional.of(begun.organization()).filter(it -> !it.isEmpty()), begun.returnTo());
        } catch (ProviderRefusedException e) {
            LOG.warn("A sign-in by {} was refused: {}", settings.issuer(), e.getMessage());
            throw refused(e.getMessage());
        } catch (IOException e) {
            throw unavailable(e);
        }
    }

    private void requireDomain(String email) throws ProviderRefusedException {
        String domain = email.substring(email.lastIndexOf('@') + 1).toLowerCase(Locale.ROOT);
        if (!settings.domains().isEmpty() && !settings.domains().contains(domain)) {
            throw new ProviderRefusedException("Addresses at '" + domain + "' do not sign in here.");
        }
    }

    private Optional<PendingSignIn> open(String sealed) {
        try {
            return vault.open(PURPOSE, sealed).map(PendingSignIn::read);
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            return Optional.empty();
        }
    }

    private Provider provider() {
        if (!isOn()) {
            throw new MusterException(
                    ErrorCode.NOT_FOUND,
                    "Nobody signs in by an identity provider here: muster.oidc.issuer is not set.");
        }
        try {
            return described.get(settings.issuer(), this::discover);
        } catch (UncheckedIOException e) {
            throw unavailable(Objects.requireNonNull(e.getCause()));
        }
    }

    private Provider discover(String issuer) {
        try {
            return Provider.discover(issuer, client, calls);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private URI callback() {
        return URI.create(urls.of(CALLBACK));
    }

    private static MusterException refused(String why) {
        return new MusterException(ErrorCode.UNAUTHORIZED, why + BEGIN_AGAIN);
    }

    private MusterException unavailable(IOException cause) {
        LOG.warn("The identity provider {} is of no use", settings.issuer(), cause);
        return new MusterException(
                ErrorCode.IDENTITY_PROVIDER_UNAVAILABLE,
                "The identity provider does not answer as it should: " + cause.getMessage(),
                cause);
    }
}
