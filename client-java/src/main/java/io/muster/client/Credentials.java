package io.muster.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;

/** An application's id and secret. The secret is never printed. */
record Credentials(String clientId, String clientSecret) {
    Credentials {
        if (clientId.isEmpty() || clientId.contains(":")) {
            throw new IllegalArgumentException("client id: '" + clientId + "' is empty or has a colon.");
        }
    }

    String header() {
        String pair = clientId + ":" + clientSecret;
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(UTF_8));
    }

    @Override
    public String toString() {
        return clientId + ":***";
    }
}
