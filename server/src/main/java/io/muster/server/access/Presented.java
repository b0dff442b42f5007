package io.muster.server.access;

/** Credentials as a request brought them. */
sealed interface Presented {
    /** A public key and its secret. */
    record Pair(String clientId, String clientSecret) implements Presented {
        @Override
        public String toString() {
            return "Pair[" + clientId + "]";
        }
    }

    /** A public key where the interface asks for no secret. */
    record WriteKey(String clientId) implements Presented {}

    /** A signed token. */
    record Token(String token) implements Presented {
        @Override
        public String toString() {
            return "Token";
        }
    }

    /**
     * A person's session.
     *
     * @param proof what only a page of ours can send beside the cookie; empty where it was not sent
     * @param changes whether the request may change something, so that the proof is needed
     */
    record Session(String cookie, String proof, boolean changes) implements Presented {
        @Override
        public String toString() {
            return "Session";
        }
    }

    /** Something was sent, but not in the form that is asked for. */
    record Malformed() implements Presented {}
}
