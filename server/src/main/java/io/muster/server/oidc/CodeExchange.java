package io.muster.server.oidc;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import com.nimbusds.oauth2.sdk.auth.ClientAuthenticationMethod;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.ClientSecretPost;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.openid.connect.sdk.AuthenticationResponse;
import com.nimbusds.openid.connect.sdk.AuthenticationResponseParser;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import com.nimbusds.openid.connect.sdk.UserInfoRequest;
import com.nimbusds.openid.connect.sdk.UserInfoResponse;
import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import com.nimbusds.openid.connect.sdk.claims.PersonClaims;
import com.nimbusds.openid.connect.sdk.claims.UserInfo;
import io.muster.server.access.SecretHash;
import io.muster.server.config.MusterProperties;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Turns the code that a browser brought into the verified e-mail address that it stands for. Thread-safe. */
final class CodeExchange {
    private final MusterProperties.Oidc settings;
    private final ProviderCalls calls;

    CodeExchange(MusterProperties.Oidc settings, ProviderCalls calls) {
        this.settings = settings;
        this.calls = calls;
    }

    /**
     * Whom the provider vouches for.
     *
     * @throws ProviderRefusedException where anything of its answer is not as it has to be
     * @throws IOException where it does not answer
     */
    String email(Provider provider, Map<String, List<String>> answer, PendingSignIn begun, URI callback)
            throws ProviderRefusedException, IOException {
        try {
            AuthorizationCode code = code(provider, AuthenticationResponseParser.parse(callback, answer), begun);
            OIDCTokenResponse tokens = tokens(provider, code, begun, callback);
            IDTokenClaimsSet claims =
                    provider.tokens().validate(tokens.getOIDCTokens().getIDToken(), new Nonce(begun.nonce()));
            String email = claims.getStringClaim(PersonClaims.EMAIL_CLAIM_NAME);
            return email == null
                    ? verified(userInfo(provider, tokens, claims))
                    : verified(email, claims.getBooleanClaim(PersonClaims.EMAIL_VERIFIED_CLAIM_NAME));
        } catch (KeySourceException e) {
            throw new IOException("its keys cannot be had: " + e.getMessage(), e);
        } catch (ParseException e) {
            throw new ProviderRefusedException("The identity provider's answer cannot be read.");
        } catch (BadJOSEException | JOSEException e) {
            throw new ProviderRefusedException("The identity provider's token is not good: " + e.getMessage() + ".");
        }
    }

    private static AuthorizationCode code(Provider provider, AuthenticationResponse answer, PendingSignIn begun)
            throws ProviderRefusedException {
        boolean same = answer.getState() != null
                && SecretHash.same(SecretHash.of(answer.getState().getValue()), SecretHash.of(begun.state()));
        if (!same) {
            throw new ProviderRefusedException("The answer belongs to another sign-in than the one begun here.");
        }
        if (answer.getIssuer() != null
                && !answer.getIssuer().equals(provider.metadata().getIssuer())) {
            throw new ProviderRefusedException("The answer is another identity provider's.");
        }
        if (!answer.indicatesSuccess()) {
            throw refusedBy(answer.toErrorResponse().getErrorObject());
        }
        return Optional.ofNullable(answer.toSuccessResponse().getAuthorizationCode())
                .orElseThrow(() -> new ProviderRefusedException("The answer has no code."));
    }

    private OIDCTokenResponse tokens(Provider provider, AuthorizationCode code, PendingSignIn begun, URI callback)
            throws ProviderRefusedException, IOException, ParseException {
        AuthorizationCodeGrant grant = new AuthorizationCodeGrant(code, callback, new CodeVerifier(begun.verifier()));
        URI endpoint = provider.metadata().getTokenEndpointURI();
        TokenRequest request = settings.clientSecret().isEmpty()
                ? new TokenRequest.Builder(endpoint, new ClientID(settings.clientId()), grant).build()
                : new TokenRequest.Builder(endpoint, authentication(provider), grant).build();
        TokenResponse response =
                OIDCTokenResponseParser.parse(request.toHTTPRequest().send(calls));
        if (!response.indicatesSuccess()) {
            throw refusedBy(response.toErrorResponse().getErrorObject());
        }
        return (OIDCTokenResponse) response.toSuccessResponse();
    }

    private ClientAuthentication authentication(Provider provider) {
        ClientID id = new ClientID(settings.clientId());
        Secret secret = new Secret(settings.clientSecret());
        List<ClientAuthenticationMethod> ways = provider.metadata().getTokenEndpointAuthMethods();
        boolean inBody = ways != null
                && !ways.contains(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                && ways.contains(ClientAuthenticationMethod.CLIENT_SECRET_POST);
        return inBody ? new ClientSecretPost(id, secret) : new ClientSecretBasic(id, secret);
    }

    /** Where providers say what was asked for by a scope, unless they put it into the token too. */
    private UserInfo userInfo(Provider provider, OIDCTokenResponse tokens, IDTokenClaimsSet claims)
            throws ProviderRefusedException, IOException, ParseException {
        URI endpoint = provider.metadata().getUserInfoEndpointURI();
        if (endpoint == null) {
            throw new ProviderRefusedException("The identity provider does not tell e-mail addresses.");
        }
        UserInfoRequest request =
                new UserInfoRequest(endpoint, tokens.getOIDCTokens().getBearerAccessToken());
        UserInfoResponse response =
                UserInfoResponse.parse(request.toHTTPRequest().send(calls));
        UserInfo info =
                response.indicatesSuccess() ? response.toSuccessResponse().getUserInfo() : null;
        if (info == null || !info.getSubject().equals(claims.getSubject())) {
            throw new ProviderRefusedException("The identity provider does not say whose the e-mail address is.");
        }
        return info;
    }

    private static String verified(UserInfo info) throws ProviderRefusedException {
        return verified(info.getEmailAddress(), info.getEmailVerified());
    }

    private static String verified(@Nullable String email, @Nullable Boolean verified) throws ProviderRefusedException {
        if (email == null || !Boolean.TRUE.equals(verified)) {
            throw new ProviderRefusedException(
                    "The identity provider has not verified the e-mail address, or does not say so.");
        }
        return email;
    }

    /** Its code alone: whatever else it says may be anybody's words. */
    private static ProviderRefusedException refusedBy(@Nullable ErrorObject error) {
        String code = error == null || error.getCode() == null ? "no reason given" : error.getCode();
        return new ProviderRefusedException("The identity provider refused: " + code.replaceAll("[^a-z_ ]", "?") + ".");
    }
}
