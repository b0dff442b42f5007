package io.muster.server.access;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.server.test.Answer;
import io.muster.server.test.ApiClient;
import io.muster.server.test.Routes.Route;
import io.muster.server.test.Shop;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** Something of each kind that a project can have, by the names that paths have for it. */
final class Belongings {
    private static final Pattern VARIABLE = Pattern.compile("\\{(\\w+)}");

    private final ApiClient owner;
    private final Shop shop;
    private final Map<String, String> ids = new HashMap<>();

    private Belongings(ApiClient owner) {
        this.owner = owner;
        this.shop = Shop.open(owner);
    }

    /** The server must allow deliveries to 127.0.0.1 and to directories. */
    static Belongings of(ApiClient owner) {
        Belongings all = new Belongings(owner);
        all.ids.put("project", all.shop.path("").replaceFirst("/v1/projects/", ""));
        all.ids.put("profile", "anna");
        all.ids.put("user", "anna");
        all.ids.put("keyspace", "email");
        all.ids.put("key", "anna@example.com");
        all.ids.put("alias", "anna-before");
        all.ids.put("number", "1");
        all.ids.put("version", "1");
        all.ids.put("status", "COMPLETE");
        all.segments();
        all.exports();
        all.people();
        all.webhooks();
        all.personalData();
        return all;
    }

    String project() {
        return id("project");
    }

    /** The id of the thing that paths call by that name. */
    String id(String variable) {
        return Objects.requireNonNull(
                ids.get(variable), () -> "no " + variable + " was made; make one, so that its routes are tried");
    }

    /** The route's path to these things. */
    String path(Route route) {
        return path(route, project());
    }

    /** The route's path to these things, as if they were another project's. */
    String path(Route route, String project) {
        Matcher matcher = VARIABLE.matcher(route.path());
        StringBuilder path = new StringBuilder();
        while (matcher.find()) {
            String name = matcher.group(1);
            String id = name.equals("project") ? project : of(route.path(), name);
            matcher.appendReplacement(path, Matcher.quoteReplacement(id));
        }
        return matcher.appendTail(path).toString();
    }

    /** Two kinds of things share a name, and uploads belong to another segment. */
    private String of(String path, String variable) {
        if (variable.equals("delivery") && path.contains("/webhooks/")) {
            return id("webhook delivery");
        }
        return variable.equals("segment") && path.contains("/uploads/") ? "staff" : id(variable);
    }

    private void segments() {
        ids.put(
                "segment",
                shop.segment("A secret segment", "{\"attribute\": \"country\", \"is\": \"SE\"}")
                        .get("id")
                        .asString());
        made(owner.post(shop.path("/segments"), "{\"name\": \"Staff\", \"type\": \"static\", \"profiles\": [\"bo\"]}"));
        String reasons = owner.post(shop.path("/segments/staff/members"), "text/csv", "id\nzoe\n".getBytes(UTF_8))
                .at("/reasons");
        ids.put("upload", reasons.replaceAll(".*/uploads/(.*)/reasons", "$1"));
        assertThat(owner.send("PUT", shop.path("/profiles/anna/aliases/anna-before"), BodyPublishers.noBody(), "")
                        .status())
                .isEqualTo(204);
    }

    /** Reports and discriminators are APSIS's words. */
    private void exports() {
        made(owner.post(shop.path("/destinations"), "{\"name\": \"Victim's lake\", \"directory\": {}}"));
        ids.put("destination", "victim-s-lake");
        JsonNode export =
                shop.export("{\"segment\": \"" + id("segment") + "\", \"destination\": \"" + id("destination") + "\"}");
        ids.put("export", export.get("id").asString());
        ids.put("report", id("export"));
        ids.put("discriminator", id("segment"));
        ids.put("delivery", export.at("/deliveries/0/id").asString());
        ids.put("job", owner.get(shop.path("/jobs")).at("/items/0/id"));
        ids.put(
                "schedule",
                made(owner.post(
                                shop.path("/export-schedules"),
                                "{\"name\": \"Daily\", \"timing\": \"daily\", \"export\": {\"definition\": {\"all\": []}}}"))
                        .at("/id"));
    }

    private void people() {
        ids.put(
                "application",
                made(owner.post(
                                shop.path("/applications"),
                                "{\"name\": \"Victim's application\", \"scopes\": [\"read\"]}"))
                        .at("/id"));
        ids.put(
                "person",
                made(owner.post(
                                "/v1/people",
                                "{\"email\": \"victim@example.com" + UUID.randomUUID()
                                        + "\", \"name\": \"Victim\", \"role\": \"viewer\", \"password\": \"a long enough one\"}"))
                        .at("/id"));
    }

    private void webhooks() {
        ids.put(
                "webhook",
                made(owner.post(
                                shop.path("/webhooks"),
                                "{\"url\": \"http://127.0.0.1:9/hook\", \"events\": [\"export.succeeded\"]}"))
                        .at("/id"));
        ids.put(
                "webhook delivery",
                owner.post(shop.path("/webhooks/" + id("webhook") + "/test"), "")
                        .at("/id"));
    }

    private void personalData() {
        Answer access = owner.post(shop.path("/subject-access"), "{\"profile\": \"anna\"}");
        ids.put("access", access.at("/id"));
        shop.until("/subject-access/" + id("access"), "succeeded");
        Answer erasure = owner.post(shop.path("/erasures"), "{\"profiles\": [\"eve\"]}");
        ids.put("erasure", erasure.at("/id"));
        shop.until("/erasures/" + id("erasure"), "succeeded");
        Answer deleted = owner.delete(Shop.empty(owner).path(""), "{\"name\": \"Shop\"}");
        ids.put("deletion", deleted.header("Location").replaceFirst(".*/", ""));
    }

    private static Answer made(Answer answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        return answer;
    }
}
