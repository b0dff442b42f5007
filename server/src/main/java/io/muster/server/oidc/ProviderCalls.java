package io.muster.server.oidc;

import com.nimbusds.jose.util.Resource;
import com.nimbusds.jose.util.ResourceRetriever;
import com.nimbusds.oauth2.sdk.http.HTTPRequestSender;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.http.ReadOnlyHTTPRequest;
import com.nimbusds.oauth2.sdk.http.ReadOnlyHTTPResponse;
import io.muster.server.outbound.OutboundClient;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The library's calls to the identity provider, made by the client that all our calls outside are made by. Thread-safe. */
@Component
class ProviderCalls implements HTTPRequestSender, ResourceRetriever {
    /** Of an answer; the keys of a large provider take some tens of kilobytes. */
    private static final int LONGEST = 1 << 20;

    private final OutboundClient client;

    ProviderCalls(OutboundClient client) {
        this.client = client;
    }

    @Override
    public ReadOnlyHTTPResponse send(ReadOnlyHTTPRequest request) throws IOException {
        Map<String, String> headers = new HashMap<>();
        request.getHeaderMap().forEach((name, values) -> headers.put(name, String.join(", ", values)));
        OutboundClient.Reply reply =
                client.send(request.getMethod().name(), request.getURI(), headers, request.getBody(), LONGEST);
        HTTPResponse response = new HTTPResponse(reply.status());
        Optional.ofNullable(reply.contentType()).ifPresent(type -> response.setHeader("Content-Type", type));
        response.setBody(reply.body());
        return response;
    }

    @Override
    public Resource retrieveResource(URL url) throws IOException {
        return new Resource(get(URI.create(url.toString())), "application/json");
    }

    /** The body of a 200. */
    String get(URI url) throws IOException {
        OutboundClient.Reply reply = client.send("GET", url, Map.of("Accept", "application/json"), null, LONGEST);
        if (!reply.isSuccess()) {
            throw new IOException(url + " answered " + reply.status());
        }
        return reply.body();
    }
}
