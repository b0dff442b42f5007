package io.muster.server.oidc;

import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.openid.connect.sdk.Nonce;
import java.time.Instant;
import tools.jackson.databind.json.JsonMapper;

/**
 * A sign-in between its two halves. The browser keeps it, sealed, so that nobody fills our store by beginning, and the
 * other half may come to another server.
 *
 * @param organization which one is signed in to; empty for the person's first
 * @param returnTo a path of this server
 */
record PendingSignIn(String state, String nonce, String verifier, String organization, String returnTo, long endsAt) {
    private static final JsonMapper JSON = JsonMapper.shared();

    static PendingSignIn begin(String organization, String returnTo, Instant endsAt) {
        return new PendingSignIn(
                new State().getValue(),
                new Nonce().getValue(),
                new CodeVerifier().getValue(),
                organization,
                returnTo,
                endsAt.toEpochMilli());
    }

    static PendingSignIn read(String json) {
        return JSON.readValue(json, PendingSignIn.class);
    }

    String write() {
        return JSON.writeValueAsString(this);
    }

    /** Secrets are not for logs. */
    @Override
    public String toString() {
        return "PendingSignIn[" + returnTo + "]";
    }
}
