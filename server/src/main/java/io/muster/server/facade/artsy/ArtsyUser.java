package io.muster.server.facade.artsy;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.muster.server.access.Caller;
import io.muster.server.http.PublicUrl;
import io.muster.server.person.Person;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A user: a person, or an organization for the applications that no person owns. What is null is left out. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ArtsyUser(
        @JsonProperty("id") String id,
        @JsonProperty("created_at") @Nullable String createdAt,
        @JsonProperty("updated_at") @Nullable String updatedAt,
        @JsonProperty("name") String name,
        @JsonProperty("email") @Nullable String email,
        @JsonProperty("_links") Map<String, Link> links) {

    /** The id of the user that a caller is. */
    static String idOf(Caller caller) {
        String person = caller.person();
        return person == null ? caller.organization() : person;
    }

    static ArtsyUser of(Person person, PublicUrl url) {
        return new ArtsyUser(
                person.id(),
                ArtsyTime.of(person.createdAt()),
                ArtsyTime.of(person.updatedAt()),
                person.name(),
                person.email(),
                links(person.id(), url));
    }

    static ArtsyUser ofOrganization(String organization, PublicUrl url) {
        return new ArtsyUser(organization, null, null, organization, null, links(organization, url));
    }

    private static Map<String, Link> links(String id, PublicUrl url) {
        Map<String, Link> links = new LinkedHashMap<>();
        links.put("self", Link.to(url.of(ArtsyPaths.user(id))));
        links.put("applications", Link.to(url.of(ArtsyPaths.applicationsOf(id))));
        return links;
    }
}
