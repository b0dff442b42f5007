package io.muster.server.segment;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.server.test.Answer;
import io.muster.server.test.ApiClient;
import io.muster.server.test.Database;
import io.muster.server.test.OnEachDatabase;
import io.muster.server.test.Shop;
import io.muster.server.test.TestServer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

@OnEachDatabase
class SegmentsTest {

    private static final String LOYAL = """
            {"all":[{"attribute":"country","in":["SE","NO"]},
                    {"event":"Order Completed","where":{"property":"total","gte":50},
                     "within":{"from":"2026-01-01","to":"2026-02-01"},"count":{"gte":3}}]}""";

    private final ApiClient owner;

    SegmentsTest(Database database) {
        this.owner = TestServer.on(database).owner();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"all":[]}                                                             | 5
            {"any":[]}                                                             | 0
            {"attribute":"country","is":"SE"}                                      | 2
            {"not":{"attribute":"country","is":"SE"}}                              | 3
            {"attribute":"country","is_not":"SE"}                                  | 2
            {"attribute":"age","gte":18}                                           | 2
            {"attribute":"note","is":""}                                           | 1
            {"attribute":"note","exists":false}                                    | 3
            {"tag":"vip"}                                                          | 2
            {"known":true}                                                         | 2
            {"identity":"email"}                                                   | 2
            {"profiles":["anna","nobody"]}                                         | 1
            {"event":"Order Completed"}                                            | 3
            {"event":"Order Completed","count":{"lt":1}}                           | 2
            {"event":"Order Completed","sum":{"property":"total","gte":185.25}}    | 2
            {"event":"Order Completed","days":{"gte":3}}                           | 1
            {"event":"Order Completed","last":true,"where":{"property":"total","gte":50}} | 2
            {"event":"Never","count":{"is":0}}                                     | 5
            """)
    void countsExactly(String definition, long expected) {
        assertThat(Shop.open(owner).count(definition)).isEqualTo(expected);
    }

    @Test
    void previewNamesVersionInstantWindowsAndSample() {
        Shop shop = Shop.open(owner);

        JsonNode preview = shop.preview(LOYAL).json();

        assertThat(preview.get("count").asInt()).isEqualTo(1);
        assertThat(preview.get("total").asInt()).isEqualTo(5);
        assertThat(preview.get("data_version").asInt()).isEqualTo(2);
        assertThat(preview.at("/sample/0").asString()).isEqualTo("anna");
        assertThat(preview.at("/windows/0/pointer").asString()).isEqualTo("/all/1/within");
        assertThat(preview.at("/windows/0/from").asString()).isEqualTo("2026-01-01T00:00:00.000Z");
        assertThat(preview.at("/windows/0/to").asString()).isEqualTo("2026-02-01T00:00:00.000Z");
        assertThat(preview.get("warnings")).isEmpty();
    }

    @Test
    void previewResolvesWindowsAtTheInstantAsked() {
        Shop shop = Shop.open(owner);
        String request = """
                {"definition":{"event":"Order Completed","within":{"last":"P7D"}},"as_of":"2026-01-25T00:00:00Z"}""";

        JsonNode preview =
                shop.client().post(shop.path("/segments/preview"), request).json();

        assertThat(preview.get("count").asInt()).isEqualTo(2);
        assertThat(preview.at("/windows/0/from").asString()).isEqualTo("2026-01-18T00:00:00.000Z");
    }

    @Test
    void previewWarnsOfWhatWasNeverSeenAndOfOtherTypes() {
        Shop shop = Shop.open(owner);

        JsonNode warnings = shop.preview("""
                {"all":[{"attribute":"agee","gte":1},{"attribute":"age","gte":18},{"event":"Nope"}]}""").json().get("warnings");

        assertThat(warnings.findValuesAsString("code")).containsExactly("never_seen", "other_type", "never_seen");
        assertThat(warnings.findValuesAsString("pointer"))
                .containsExactly("/all/0/attribute", "/all/1/attribute", "/all/2/event");
        assertThat(warnings.get(1).get("detail").asString()).contains("1 text");
    }

    @Test
    void aDynamicSegmentIsComputedAsSoonAsItIsMade() {
        Shop shop = Shop.open(owner);

        JsonNode segment = shop.segment("Loyal Nordics", LOYAL);

        assertThat(segment.get("key").asString()).isEqualTo("loyal-nordics");
        assertThat(segment.get("size").asInt()).isEqualTo(1);
        assertThat(segment.get("data_version").asInt()).isEqualTo(2);
        assertThat(segment.get("next_run").asString()).endsWith("T00:00:00.000Z");
        assertThat(shop.members("loyal-nordics", 10)).containsExactly("anna");
    }

    @Test
    void membersComeInPagesOfOneMembership() {
        Shop shop = Shop.open(owner);
        shop.segment("Everyone", "{\"all\":[]}");

        assertThat(shop.members("everyone", 2)).containsExactlyInAnyOrder("anna", "bo", "cleo", "dan", "eve");
    }

    @Test
    void tellsWhetherAProfileIsInAndWhichSegmentsItIsIn() {
        Shop shop = Shop.open(owner);
        shop.segment("Swedes", "{\"attribute\":\"country\",\"is\":\"SE\"}");
        shop.segment("Vips", "{\"tag\":\"vip\"}");

        assertThat(owner.get(shop.path("/segments/swedes/members/anna")).at("/member"))
                .isEqualTo("true");
        assertThat(owner.get(shop.path("/segments/swedes/members/bo")).at("/member"))
                .isEqualTo("false");
        assertThat(owner.get(shop.path("/segments/swedes/members/nobody")).status())
                .isEqualTo(404);
        assertThat(owner.get(shop.path("/profiles/anna/segments"))
                        .json()
                        .get("items")
                        .findValuesAsString("key"))
                .containsExactly("swedes", "vips");
    }

    @Test
    void aSegmentOfSegmentsIsComputedFromTheirDefinitions() {
        Shop shop = Shop.open(owner);
        shop.segment("Swedes", "{\"attribute\":\"country\",\"is\":\"SE\"}");
        shop.segment("Not Swedes", "{\"not\":{\"segment\":\"swedes\"}}");

        assertThat(shop.count("{\"any\":[{\"segment\":\"swedes\"},{\"segment\":\"not-swedes\"}]}"))
                .isEqualTo(5);
        assertThat(shop.count("{\"all\":[{\"segment\":\"swedes\"},{\"segment\":\"not-swedes\"}]}"))
                .isZero();
    }

    @Test
    void segmentsDefinedByAChangedOneAreComputedAgain() {
        Shop shop = Shop.open(owner);
        shop.segment("Base", "{\"attribute\":\"country\",\"is\":\"SE\"}");
        shop.segment("Middle", "{\"segment\":\"base\"}");
        shop.segment("Top", "{\"not\":{\"segment\":\"middle\"}}");

        owner.put(shop.path("/segments/base"), "{\"name\":\"Base\",\"definition\":{\"tag\":\"vip\"}}");

        shop.untilMembers("middle", "anna", "bo");
        shop.untilMembers("top", "cleo", "dan", "eve");
    }

    @Test
    void segmentsDefinedByAStaticOneFollowItsMembers() {
        Shop shop = Shop.open(owner);
        owner.post(shop.path("/segments"), "{\"name\":\"Staff\",\"type\":\"static\",\"profiles\":[\"bo\"]}");
        shop.segment("Others", "{\"not\":{\"segment\":\"staff\"}}");

        owner.put(shop.path("/segments/staff/members"), "{\"profiles\":[\"anna\",\"bo\",\"cleo\"]}");

        shop.untilMembers("others", "dan", "eve");
    }

    @Test
    void deletingASegmentInUseIsRefusedAndNamesItsUsers() {
        Shop shop = Shop.open(owner);
        shop.segment("Swedes", "{\"attribute\":\"country\",\"is\":\"SE\"}");
        shop.segment("Swedish vips", "{\"all\":[{\"segment\":\"swedes\"},{\"tag\":\"vip\"}]}");

        Answer refused = owner.delete(shop.path("/segments/swedes"));

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.at("/code")).isEqualTo("segment_in_use");
        assertThat(refused.at("/used_by/0/key")).isEqualTo("swedish-vips");
        assertThat(refused.at("/detail")).contains("the definition of \"swedish-vips\";");
        assertThat(owner.delete(shop.path("/segments/swedish-vips")).status()).isEqualTo(204);
        assertThat(owner.delete(shop.path("/segments/swedes")).status()).isEqualTo(204);
        assertThat(owner.get(shop.path("/segments/swedes")).status()).isEqualTo(404);
    }

    @Test
    void aDeletedSegmentsKeyIsNeverGivenToAnother() {
        Shop shop = Shop.open(owner);
        shop.segment("Swedes", "{\"attribute\":\"country\",\"is\":\"SE\"}");
        owner.delete(shop.path("/segments/swedes"));

        Answer taken =
                owner.post(shop.path("/segments"), "{\"name\":\"x\",\"key\":\"swedes\",\"definition\":{\"all\":[]}}");

        assertThat(taken.status()).isEqualTo(409);
        assertThat(taken.at("/code")).isEqualTo("key_taken");
        assertThat(shop.segment("Swedes", "{\"all\":[]}").get("key").asString()).isEqualTo("swedes-2");
    }

    @Test
    void replacingMakesAVersionAndComputesAgain() {
        Shop shop = Shop.open(owner);
        shop.segment("Swedes", "{\"attribute\":\"country\",\"is\":\"SE\"}");

        Answer replaced = owner.put(
                shop.path("/segments/swedes"),
                "{\"name\":\"Swedes\",\"definition\":{\"attribute\":\"country\",\"in\":[\"SE\",\"NO\"]}}");

        assertThat(replaced.json().get("version").asInt()).isEqualTo(2);
        assertThat(shop.until("/segments/swedes", "fresh").get("size").asInt()).isEqualTo(3);
        assertThat(owner.get(shop.path("/segments/swedes/versions"))
                        .json()
                        .get("items")
                        .findValuesAsString("version"))
                .containsExactly("2", "1");
    }

    @Test
    void replacingWithTheSameMakesNoVersion() {
        Shop shop = Shop.open(owner);
        shop.segment("Everyone", "{\"all\":[]}");

        Answer replaced =
                owner.put(shop.path("/segments/everyone"), "{\"name\":\"Everyone\",\"definition\":{\"all\":[]}}");

        assertThat(replaced.json().get("version").asInt()).isEqualTo(1);
    }

    @Test
    void aSegmentCannotComeToDependOnItself() {
        Shop shop = Shop.open(owner);
        shop.segment("A", "{\"all\":[]}");
        shop.segment("B", "{\"segment\":\"a\"}");

        Answer refused =
                owner.put(shop.path("/segments/a"), "{\"name\":\"A\",\"definition\":{\"not\":{\"segment\":\"b\"}}}");

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.at("/code")).isEqualTo("segment_cycle");
        assertThat(refused.at("/errors/0/pointer")).isEqualTo("/definition/not/segment");
        assertThat(refused.at("/errors/0/detail")).contains("a → b → a");
    }

    @Test
    void aStaticSegmentHasTheProfilesGivenAndTellsTheUnknown() {
        Shop shop = Shop.open(owner);

        Answer made = owner.post(
                shop.path("/segments"), "{\"name\":\"Staff\",\"type\":\"static\",\"profiles\":[\"bo\",\"zoe\"]}");

        assertThat(made.status()).as(made.text()).isEqualTo(201);
        assertThat(made.json().get("unknown").get(0).asString()).isEqualTo("zoe");
        assertThat(made.json().get("size").asInt()).isEqualTo(1);
        Answer replaced = owner.put(shop.path("/segments/staff/members"), "{\"profiles\":[\"anna\",\"eve\",\"eve\"]}");
        assertThat(replaced.json().get("size").asInt()).isEqualTo(2);
        assertThat(shop.members("staff", 10)).containsExactlyInAnyOrder("anna", "eve");
        assertThat(shop.count("{\"not\":{\"segment\":\"staff\"}}")).isEqualTo(3);
    }

    @Test
    void aDynamicSegmentsMembersCannotBeGiven() {
        Shop shop = Shop.open(owner);
        shop.segment("Everyone", "{\"all\":[]}");

        Answer refused = owner.put(shop.path("/segments/everyone/members"), "{\"profiles\":[]}");

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.at("/code")).isEqualTo("not_static");
    }

    @Test
    void refreshIsAJobThatTakesInWhatHasArrived() {
        Shop shop = Shop.open(owner);
        shop.segment("Swedes", "{\"attribute\":\"country\",\"is\":\"SE\"}");
        shop.load("profiles", "{\"id\":\"finn\",\"attributes\":{\"country\":\"SE\"}}");

        Answer job = owner.post(shop.path("/segments/swedes/refresh"), "");

        assertThat(job.status()).as(job.text()).isEqualTo(202);
        shop.until("/jobs/" + job.at("/id"), "succeeded");
        assertThat(owner.get(shop.path("/segments/swedes")).json().get("size").asInt())
                .isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"name":"x"}                                                       | 400 | invalid_request    | /definition
            {"name":"x","definition":{"attribut":"a","is":1}}                  | 422 | unknown_field      | /definition/attribut
            {"name":"x","definition":{"attribute":"a","iss":1}}                | 422 | unknown_operator   | /definition/iss
            {"name":"x","definition":{"segment":"nope"}}                       | 422 | unknown_segment    | /definition/segment
            {"name":"x","definition":{"all":[]},"colour":1}                    | 422 | unknown_field      | /colour
            {"name":"x","definition":{"all":[]},"zone":"Mars/Olympus"}         | 422 | unknown_zone       | /zone
            {"name":"x","definition":{"all":[]},"refresh":"sometimes"}         | 400 | invalid_request    | /refresh
            {"name":1,"definition":{"all":[]}}                                 | 422 | wrong_type         | /name
            """)
    void saysWhatIsWrongAndWhere(String body, int status, String code, String pointer) {
        Shop shop = Shop.empty(owner);

        Answer refused = owner.post(shop.path("/segments"), body);

        assertThat(refused.status()).as(refused.text()).isEqualTo(status);
        assertThat(refused.at("/code")).isEqualTo(code);
        assertThat(refused.json().get("errors").findValuesAsString("pointer")).contains(pointer);
    }

    @Test
    void refusesDefinitionsThatAreTooDeepOrTooLarge() {
        Shop shop = Shop.empty(owner);
        String deep = "{\"not\":".repeat(100) + "{\"all\":[]}" + "}".repeat(100);
        String large = "{\"attribute\":\"a\",\"is\":\"" + "x".repeat(10_000_000) + "\"}";

        assertThat(shop.preview(deep).at("/code")).isEqualTo("too_deep");
        assertThat(shop.preview(large).at("/code")).isEqualTo("too_large");
    }

    @Test
    void theSameIdempotencyKeyMakesOneSegment() {
        Shop shop = Shop.open(owner);
        ApiClient repeating = owner.with("Idempotency-Key", "once-" + shop.path(""));
        String body = "{\"name\":\"Swedes\",\"definition\":{\"attribute\":\"country\",\"is\":\"SE\"}}";

        List<String> ids = List.of(
                repeating.post(shop.path("/segments"), body).at("/id"),
                repeating.post(shop.path("/segments"), body).at("/id"));

        assertThat(ids.get(0)).isEqualTo(ids.get(1));
        assertThat(owner.get(shop.path("/segments")).json().get("items")).hasSize(1);
    }
}
