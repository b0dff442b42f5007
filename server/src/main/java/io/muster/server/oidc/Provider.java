package io.muster.server.oidc;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import com.nimbusds.openid.connect.sdk.validators.IDTokenValidator;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An identity provider as it describes itself, with what checks its tokens: its keys are fetched when they are first
 * needed, again when a token names another, and every five minutes. How often is not limited: only the provider itself
 * hands us tokens.
 */
record Provider(OIDCProviderMetadata metadata, IDTokenValidator tokens) {
    /** Signed by a key that only the provider has; neither unsigned nor by a secret that others share. */
    private static final Set<JWSAlgorithm> SIGNATURES = Set.of(
            JWSAlgorithm.RS256,
            JWSAlgorithm.RS384,
            JWSAlgorithm.RS512,
            JWSAlgorithm.PS256,
            JWSAlgorithm.PS384,
            JWSAlgorithm.PS512,
            JWSAlgorithm.ES256,
            JWSAlgorithm.ES384,
            JWSAlgorithm.ES512);

    /** @throws IOException where it does not answer, or describes another, or sends people or secrets by plain HTTP */
    static Provider discover(String issuer, ClientID client, ProviderCalls calls) throws IOException {
        String document = calls.get(URI.create(issuer.replaceFirst("/+$", "") + "/.well-known/openid-configuration"));
        try {
            OIDCProviderMetadata metadata = OIDCProviderMetadata.parse(document);
            if (!metadata.getIssuer().getValue().equals(issuer)) {
                throw new IOException("it says that it is " + metadata.getIssuer());
            }
            if (metadata.getAuthorizationEndpointURI() == null || metadata.getTokenEndpointURI() == null) {
                throw new IOException("it has no endpoint for authorization or for tokens");
            }
            requireTls(issuer, metadata);
            JWKSource<SecurityContext> keys = JWKSourceBuilder.create(
                            metadata.getJWKSetURI().toURL(), calls)
                    .refreshAheadCache(false)
                    .rateLimited(false)
                    .build();
            return new Provider(
                    metadata,
                    new IDTokenValidator(
                            new Issuer(issuer), client, new JWSVerificationKeySelector<>(SIGNATURES, keys), null));
        } catch (ParseException | MalformedURLException e) {
            throw new IOException("it does not describe itself as OpenID Connect asks: " + e.getMessage(), e);
        }
    }

    private static void requireTls(String issuer, OIDCProviderMetadata metadata) throws IOException {
        Stream<@Nullable URI> used = Stream.of(
                metadata.getAuthorizationEndpointURI(),
                metadata.getTokenEndpointURI(),
                metadata.getUserInfoEndpointURI(),
                metadata.getJWKSetURI());
        if (issuer.startsWith("https:") && !used.allMatch(url -> url == null || "https".equals(url.getScheme()))) {
            throw new IOException("not all of its endpoints are https");
        }
    }
}
