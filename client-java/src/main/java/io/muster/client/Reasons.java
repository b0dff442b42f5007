package io.muster.client;

import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;

/** Words, with their full stop, for what the JDK says in its own or leaves without any. */
final class Reasons {
    private Reasons() {}

    static String of(IOException failure) {
        if (failure instanceof HttpConnectTimeoutException) {
            return "the connection took too long to open.";
        }
        if (failure instanceof HttpTimeoutException) {
            return "it did not come in time.";
        }
        if (failure instanceof ConnectException) {
            return "no connection could be made; is the server running there?";
        }
        String message = failure.getMessage();
        if (message == null) {
            return failure.getClass().getSimpleName() + ".";
        }
        return message.contains("received no bytes") ? "the connection was closed." : message + ".";
    }
}
