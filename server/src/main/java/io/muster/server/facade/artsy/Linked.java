package io.muster.server.facade.artsy;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.net.URI;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;

/** A document of HAL that has nothing but links. */
record Linked(@JsonProperty("_links") Map<String, Link> links) {

    /** 302 to a URL, in the header and in the body. */
    static ResponseEntity<Linked> redirect(String url) {
        return ResponseEntity.status(HttpStatus.FOUND)
                .location(URI.create(url))
                .body(new Linked(Map.of("location", Link.to(url))));
    }
}
