package io.muster.server.facade.artsy;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * A link of HAL.
 *
 * @param templated whether the URL has names in braces to be filled in; null for not
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Link(
        @JsonProperty("href") String href,
        @JsonProperty("templated") @Nullable Boolean templated) {

    static Link to(String href) {
        return new Link(href, null);
    }

    static Link template(String href) {
        return new Link(href, true);
    }
}
