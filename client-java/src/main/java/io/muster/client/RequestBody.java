package io.muster.client;

import java.io.IOException;
import java.net.http.HttpRequest;

/** What is sent with a request. */
sealed interface RequestBody permits BytesBody, UploadBody {

    /** Puts the body, and the headers that describe it, into a request. It can be called again if repeatable. */
    void attach(HttpRequest.Builder request, String method) throws IOException;

    /** Whether the body can be sent from its beginning. */
    boolean repeatable();

    /** Ends one sending of the body, and tells whether reading it was what went wrong. */
    void finish() throws IOException;

    static RequestBody json(Object value) {
        return new BytesBody("application/json", MusterJson.mapper().writeValueAsBytes(value));
    }
}
