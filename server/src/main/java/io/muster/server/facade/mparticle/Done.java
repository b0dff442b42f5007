package io.muster.server.facade.mparticle;

import com.fasterxml.jackson.annotation.JsonProperty;

/** That all went well, where there is nothing else to say. */
record Done(@JsonProperty("status") String status) {
    static final Done OK = new Done("ok");
}
