package io.muster.server.facade.artisan;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.muster.server.export.Export;

/** That an export was asked for. {@code success} is a text here, and what is in {@code response} stands beside it too. */
record Queued(
        @JsonProperty("response") Response response,
        @JsonProperty("success") String success,
        @JsonProperty("message") String message,
        @JsonProperty("job") String job) {
    private static final String MESSAGE = "Job queued successfully.";

    record Response(@JsonProperty("message") String message, @JsonProperty("job") String job) {}

    static Queued of(Export export) {
        return new Queued(new Response(MESSAGE, export.id()), "True", MESSAGE, export.id());
    }
}
