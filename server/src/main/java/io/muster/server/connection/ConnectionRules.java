package io.muster.server.connection;

import io.muster.server.access.AddressList;
import io.muster.server.access.Network;
import io.muster.server.config.MusterProperties;
import java.time.Duration;

/**
 * What connections are held to.
 *
 * @param headTime for the head of a request, and for a TLS handshake
 * @param bodyTime for what is sent after the answer, and for silence within a body
 * @param answerTime for silence within an answer, while its reader takes nothing
 * @param perAddress how many may be open from one address
 * @param proxies addresses to which that does not apply
 */
record ConnectionRules(Duration headTime, Duration bodyTime, Duration answerTime, int perAddress, AddressList proxies) {

    static ConnectionRules of(MusterProperties properties) {
        MusterProperties.Http http = properties.http();
        return new ConnectionRules(
                http.headTime(),
                http.bodyTime(),
                http.answerTime(),
                http.connectionsPerAddress(),
                new AddressList(properties.access().trustedProxies()));
    }

    /** Whose limit a connection counts for; empty for a proxy's. */
    String holder(String address) {
        return proxies.covers(address) ? "" : Network.of(address);
    }
}
