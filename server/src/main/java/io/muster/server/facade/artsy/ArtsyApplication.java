package io.muster.server.facade.artsy;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.muster.server.access.Application;
import io.muster.server.access.Scope;
import io.muster.server.http.PublicUrl;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An application.
 *
 * @param roles what it may do, by the names that scopes have in {@code /v1}
 */
record ArtsyApplication(
        @JsonProperty("id") String id,
        @JsonProperty("created_at") String createdAt,
        @JsonProperty("updated_at") String updatedAt,
        @JsonProperty("name") String name,
        @JsonProperty("client_id") String clientId,
        @JsonProperty("client_secret") String clientSecret,
        @JsonProperty("enabled") boolean enabled,
        @JsonProperty("redirect_urls") List<String> redirectUrls,
        @JsonProperty("roles") List<String> roles,
        @JsonProperty("_links") Map<String, Link> links) {

    static ArtsyApplication of(Application application, String clientSecret, PublicUrl url) {
        String owner = application.owner();
        Map<String, Link> links = new LinkedHashMap<>();
        links.put("self", Link.to(url.of(ArtsyPaths.application(application.id()))));
        links.put("user", Link.to(url.of(ArtsyPaths.user(owner == null ? application.organization() : owner))));
        return new ArtsyApplication(
                application.id(),
                ArtsyTime.of(application.createdAt()),
                ArtsyTime.of(application.updatedAt()),
                application.settings().name(),
                application.clientId(),
                clientSecret,
                application.settings().enabled(),
                application.settings().redirectUrls(),
                application.settings().scopes().stream()
                        .map(Scope::text)
                        .sorted()
                        .toList(),
                links);
    }

    @Override
    public String toString() {
        return "ArtsyApplication[" + id + "]";
    }
}
