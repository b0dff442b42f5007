package io.muster.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SegmentsTest {
    private static final String MEMBERS = "/v1/projects/p/segments/loyal-nordics/members";

    private final ScriptedServer server = ScriptedServer.start();
    private final ProjectClient project = MusterClient.builder()
            .baseUrl(server.url())
            .credentials("c", "s")
            .pause(new RecordedPauses())
            .build()
            .project("p");
    private final Segments segments = project.segments();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void createsADynamicSegment() {
        server.on("POST /v1/projects/p/segments", Reply.json(201, Samples.SEGMENT));

        Segment segment = segments.create(SegmentDraft.dynamic("Loyal Nordics", Definition.parse("{\"tag\": \"vip\"}"))
                .withKey("loyal-nordics")
                .withDescription("d")
                .withCategory("c")
                .withRefresh("PT6H")
                .withZone("Europe/Oslo")
                .withMaxAge("PT36H"));

        assertThat(segment.state()).isEqualTo(SegmentState.FRESH);
        assertThat(segment.size()).isEqualTo(1284);
        assertThat(segment.zone()).isNull();
        assertThat(server.lastRequest().json()).isEqualTo(MusterJson.mapper().readTree("""
                {"name": "Loyal Nordics", "type": "dynamic", "definition": {"tag": "vip"}, "key": "loyal-nordics",
                 "description": "d", "category": "c", "refresh": "PT6H", "zone": "Europe/Oslo",
                 "max_age": "PT36H"}"""));
    }

    @Test
    void createsAStaticSegment() {
        server.on("POST /v1/projects/p/segments", Reply.json(201, Samples.STATIC_SEGMENT));

        Segment staff = segments.create(SegmentDraft.ofProfiles("Staff", List.of("7", "8", "10O")));

        assertThat(staff.type()).isEqualTo(SegmentType.STATIC);
        assertThat(staff.definition()).isNull();
        assertThat(staff.unknown()).containsExactly("10O");
        assertThat(server.lastRequest().json()).isEqualTo(MusterJson.mapper().readTree("""
                {"name": "Staff", "type": "static", "profiles": ["7", "8", "10O"]}"""));
    }

    @Test
    void replacesAPartAndKeepsTheRest() {
        server.on("GET /v1/projects/p/segments/loyal-nordics", Reply.json(200, Samples.SEGMENT));
        server.on("PUT /v1/projects/p/segments/loyal-nordics", Reply.json(200, Samples.SEGMENT));
        Segment segment = segments.get("loyal-nordics");

        segments.replace(segment.key(), SegmentReplacement.of(segment).withName("Loyal Northerners"));

        assertThat(server.lastRequest().json())
                .isEqualTo(MusterJson.mapper().readTree("""
                {"name": "Loyal Northerners", "description": "Three or more.", "category": "Loyalty",
                 "definition": %s, "refresh": "daily", "max_age": "PT36H"}""".formatted(Samples.DEFINITION)));
    }

    @Test
    void replacesAStaticSegmentWithoutWhatItDoesNotTake() {
        server.on("GET /v1/projects/p/segments/staff", Reply.json(200, Samples.STATIC_SEGMENT));
        server.on("PUT /v1/projects/p/segments/staff", Reply.json(200, Samples.STATIC_SEGMENT));

        segments.replace("staff", SegmentReplacement.of(segments.get("staff")).withDescription("Us."));

        assertThat(server.lastRequest().json()).isEqualTo(MusterJson.mapper().readTree("""
                {"name": "Staff", "description": "Us."}"""));
    }

    @Test
    void countsADefinition() {
        server.on("POST /v1/projects/p/segments/preview", Reply.json(200, Samples.PREVIEW));

        Preview preview = segments.preview(PreviewRequest.of(Definition.segment("loyal-nordics"))
                .withSample(2)
                .withZone("UTC"));

        assertThat(preview.count()).isEqualTo(1284);
        assertThat(preview.sample()).containsExactly("42", "1077");
        assertThat(preview.windows().get(0).to()).isNull();
        assertThat(preview.warnings().get(0).code()).isEqualTo("never_seen");
        assertThat(server.lastRequest().json()).isEqualTo(MusterJson.mapper().readTree("""
                {"definition": {"segment": "loyal-nordics"}, "sample": 2, "zone": "UTC"}"""));
    }

    @Test
    void formatsADefinition() {
        server.on("POST /v1/projects/p/segments/format", Reply.json(200, """
                {"definition": {"tag": "vip"}, "definition_text": "tagged 'vip'"}"""));

        FormattedDefinition formatted = segments.format(Definition.parse(" tagged 'vip' "));

        assertThat(formatted.definitionText()).isEqualTo("tagged 'vip'");
        assertThat(formatted.definition()).isEqualTo(MusterJson.mapper().readTree("{\"tag\": \"vip\"}"));
        assertThat(server.lastRequest().json()).hasToString("{\"definition\":\"tagged 'vip'\"}");
    }

    @Test
    void membersAreReadPageByPageAsTheyAreWanted() {
        server.on(
                "GET " + MEMBERS,
                Reply.json(200, Samples.page("next page", "{\"id\": \"42\"}", "{\"id\": \"43\"}")),
                Reply.json(200, Samples.page("", "{\"id\": \"44\"}")));

        Iterator<String> members = segments.members("loyal-nordics").iterator();
        assertThat(server.requests()).isEmpty();
        assertThat(members.next()).isEqualTo("42");
        assertThat(members.next()).isEqualTo("43");
        assertThat(server.requests()).hasSize(1);
        assertThat(members.next()).isEqualTo("44");
        assertThat(members.hasNext()).isFalse();
        assertThat(server.lastRequest().query()).isEqualTo("limit=10000&cursor=next page");
        assertThat(server.requests()).hasSize(2);
    }

    @Test
    void anEmptySegmentHasNoMembers() {
        server.on("GET " + MEMBERS, Reply.json(200, Samples.page("")));

        assertThat(segments.members("loyal-nordics")).isEmpty();
    }

    @Test
    void tellsWhetherAProfileIsIn() {
        server.on("GET " + MEMBERS + "/42", Reply.json(200, """
                {"member": true, "profile": "42", "segment": "s_4h8v1c6x", "data_version": 1842,
                 "definition_version": 2, "as_of": "2026-03-02T06:00:00.000Z"}"""));

        assertThat(segments.isMember("loyal-nordics", "42")).isTrue();
    }

    @Test
    void replacesMembers() {
        server.on("PUT " + MEMBERS, Reply.json(200, Samples.MEMBERS_CHANGED));

        MembersChanged changed = segments.replaceMembers("loyal-nordics", List.of("1", "9"));

        assertThat(changed.size()).isEqualTo(3);
        assertThat(changed.unknown()).containsExactly("10O");
        assertThat(changed.errors()).containsExactly(new RowError(4, "unknown_profile", "No profile has the key."));
        assertThat(server.lastRequest().json())
                .isEqualTo(MusterJson.mapper().readTree("{\"profiles\": [\"1\", \"9\"]}"));
    }

    @Test
    void refreshesAndWaits() {
        server.on(
                "POST /v1/projects/p/segments/loyal-nordics/refresh",
                Reply.json(202, Samples.job("queued", 0, "null")));
        server.on(
                "GET /v1/projects/p/jobs/j_1",
                Reply.json(200, Samples.job("running", 0, "null")),
                Reply.json(200, Samples.job("succeeded", 1, "null")));

        Job job = segments.refresh("loyal-nordics");

        assertThat(project.jobs()
                        .await(job.id(), Duration.ofMinutes(1), Progress.NONE)
                        .state())
                .isEqualTo(JobState.SUCCEEDED);
    }

    @Test
    void aJobThatFailedSaysWhy() {
        server.on("GET /v1/projects/p/jobs/j_1", Reply.json(200, Samples.job("failed", 0, """
                {"code": "unknown_segment", "detail": "No segment 'staff'."}""")));

        assertThatThrownBy(() -> project.jobs().await("j_1", Duration.ofMinutes(1), Progress.NONE))
                .isInstanceOf(WorkFailedException.class)
                .hasMessage("Job j_1 failed: No segment 'staff'.");
    }
}
