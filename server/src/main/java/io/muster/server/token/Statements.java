package io.muster.server.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import org.springframework.stereotype.Component;

/**
 * Signs what this server states, as JWS. The keys' public halves stay at {@code /.well-known/receipt-keys.json} for ever.
 * No statement is good as a token. Thread-safe.
 */
@Component
public class Statements {

    private final SigningKeys keys;

    Statements(SigningKeys keys) {
        this.keys = keys;
    }

    /**
     * The statement, signed, in compact form. Its header names the key and does not have it: a key that comes with what it
     * signed proves nothing.
     *
     * @param type what it is, such as {@code muster-erasure}
     */
    public String sign(String type, String json) {
        RSAKey key = keys.signingReceipts();
        JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.RS256)
                .type(new JOSEObjectType(type))
                .keyID(key.getKeyID())
                .build();
        JWSObject statement = new JWSObject(header, new Payload(json));
        try {
            statement.sign(new RSASSASigner(key));
            return statement.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }
}
