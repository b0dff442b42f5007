package io.muster.client;

import java.net.ConnectException;
import java.net.http.HttpConnectTimeoutException;

/** Words for failures that the JDK leaves without any. */
final class Reasons {
    private Reasons() {}

    static String of(Throwable failure) {
        if (failure instanceof HttpConnectTimeoutException) {
            return "the connection took too long to open";
        }
        if (failure instanceof ConnectException) {
            return "no connection could be made; is the server running there";
        }
        return failure.getClass().getSimpleName();
    }
}
