package io.muster.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A use of the client for each operation of the interface, by the operation's id. */
final class EveryOperation {
    private static final Definition DEFINITION = Definition.parse("country = 'SE'");

    private final Map<String, Use> uses = new LinkedHashMap<>();
    private final Path directory;

    /** Uses that make files make them in that directory. */
    EveryOperation(Path directory) {
        this.directory = directory;
        organization();
        applications();
        rows();
        erasure();
        segments();
        versions();
        members();
        exports();
        exportSchedules();
        webhooks();
        destinations();
        background();
    }

    /** The ids of the operations that are used. */
    Set<String> ids() {
        return uses.keySet();
    }

    Use of(String operation) {
        Use use = uses.get(operation);
        if (use == null) {
            throw new AssertionError("No use of the client is for the operation " + operation + ".");
        }
        return use;
    }

    /** Does one thing with a client whose project is {@code the-project}, and gives back what came of it. */
    @FunctionalInterface
    interface Use {
        @Nullable
        Object with(MusterClient client) throws IOException;
    }

    /** The same, inside the project. */
    @FunctionalInterface
    private interface ProjectUse {
        @Nullable
        Object with(ProjectClient project) throws IOException;
    }

    /** The same, where nothing comes of it. */
    @FunctionalInterface
    private interface Deed {
        void with(ProjectClient project) throws IOException;
    }

    private void organization() {
        uses.put("listProjects", c -> c.projects().list().findFirst().orElseThrow());
        uses.put(
                "createProject",
                c -> c.projects().create(ProjectDraft.named("Shop").withKey("shop")));
        uses.put("getProject", c -> c.projects().get("the-project"));
        uses.put("updateProject", c -> c.projects().update("the-project", ProjectChanges.NONE.withName("Shop")));
        uses.put("deleteProject", c -> c.projects().delete("the-project", "Shop"));
        uses.put("getProjectDeletion", c -> c.projects().deletion("the-deletion"));
        uses.put("listPeople", c -> c.people().list().findFirst().orElseThrow());
        uses.put(
                "createPerson",
                c -> c.people().create(new PersonDraft("a@b.example", "A", Role.EDITOR, "long enough")));
        uses.put("getPerson", c -> c.people().get("the-person"));
        uses.put("updatePerson", c -> c.people().update("the-person", PersonChanges.NONE.withEnabled(false)));
        uses.put("deletePerson", c -> c.people().delete("the-person"));
        uses.put("getSession", MusterClient::session);
        uses.put(
                "listAudit",
                c -> c.audit()
                        .list(AuditFilter.ALL.project("the-project").action("application.reveal"))
                        .findFirst()
                        .orElseThrow());
    }

    private void applications() {
        gives("listApplications", p -> p.applications().list().findFirst().orElseThrow());
        gives(
                "createApplication",
                p -> p.applications()
                        .create(ApplicationDraft.named("Loader", Scope.INGEST).withProjects("the-project")));
        gives("getApplication", p -> p.applications().get("the-application"));
        gives(
                "updateApplication",
                p -> p.applications()
                        .update(
                                "the-application",
                                ApplicationChanges.NONE.enabled(false).expiresAt(null)));
        does("deleteApplication", p -> p.applications().delete("the-application"));
        gives("rotateApplication", p -> p.applications().rotate("the-application", Duration.ofDays(1)));
        gives("revealApplication", p -> p.applications().reveal("the-application"));
    }

    private void rows() {
        gives("importProfiles", p -> p.imports().profiles(someRows(), ImportOptions.DEFAULT.dryRun()));
        gives("importEvents", p -> p.imports().events(someRows(), ImportOptions.DEFAULT.zone("UTC")));
        gives("listProfiles", p -> p.profiles().getAll(List.of("1", "2")));
        gives("getProfile", p -> p.profiles().get("the-profile"));
        gives(
                "listProfileEvents",
                p -> p.profiles().events("the-profile").findFirst().orElseThrow());
        gives(
                "listProfileSegments",
                p -> p.profiles().segments("the-profile").findFirst().orElseThrow());
        does("addAlias", p -> p.profiles().addAlias("the-profile", "the-alias"));
        gives("listAttributes", p -> p.catalog().attributes().findFirst().orElseThrow());
        gives("listEvents", p -> p.catalog().events().findFirst().orElseThrow());
    }

    private void erasure() {
        gives("listErasures", p -> p.erasures().list().findFirst().orElseThrow());
        gives("createErasure", p -> p.erasures().begin(ErasureRequest.ofProfiles(List.of("1"))));
        gives("getErasure", p -> p.erasures().get("the-erasure"));
        gives("getErasureReceipt", p -> p.erasures().receipt("the-erasure"));
        gives("listSubjectAccesses", p -> p.subjectAccess().list().findFirst().orElseThrow());
        gives("createSubjectAccess", p -> p.subjectAccess().ofIdentity(new IdentityKey("email", "a@b.example")));
        gives("getSubjectAccess", p -> p.subjectAccess().get("the-access"));
        does("deleteSubjectAccess", p -> p.subjectAccess().delete("the-access"));
        does("getSubjectAccessFile", p -> p.subjectAccess().download("the-access", directory.resolve("access.ndjson")));
    }

    private void segments() {
        gives("listSegments", p -> p.segments().list().findFirst().orElseThrow());
        gives("createSegment", p -> p.segments().create(SegmentDraft.dynamic("Swedes", DEFINITION)));
        gives(
                "previewSegment",
                p -> p.segments().preview(PreviewRequest.of(DEFINITION).withConditions()));
        gives("overlapSegments", p -> p.segments().overlapNow(List.of("one", "other")));
        gives("formatDefinition", p -> p.segments().format(DEFINITION));
        gives("getSegment", p -> p.segments().get("the-segment"));
        gives("replaceSegment", p -> {
            Segment segment = MusterJson.mapper().readValue(Samples.SEGMENT, Segment.class);
            return p.segments()
                    .replace("the-segment", SegmentReplacement.of(segment).withName("Swedes"));
        });
        does("deleteSegment", p -> p.segments().delete("the-segment"));
        gives("getDependencies", p -> p.segments().dependencies("the-segment"));
        gives("freezeSegment", p -> p.segments().freeze("the-segment", "Frozen"));
        gives("explainMember", p -> p.segments().explain("the-segment", "the-profile"));
        gives("explainDefinition", p -> p.segments().explain(DEFINITION, "the-profile"));
        gives("refreshSegments", p -> p.segments().refreshAll());
        gives("refreshSegment", p -> p.segments().refresh("the-segment"));
    }

    private void versions() {
        gives(
                "listSegmentVersions",
                p -> p.segments().versions("the-segment").findFirst().orElseThrow());
        gives("getSegmentVersion", p -> p.segments().version("the-segment", 1));
        gives("diffSegmentVersions", p -> p.segments().diff("the-segment", 1, 2));
        gives("restoreSegmentVersion", p -> p.segments().restore("the-segment", 1));
    }

    private void members() {
        gives("listMembers", p -> membersOf(p).list().findFirst().orElseThrow());
        gives("addMembers", p -> membersOf(p).add(someRows(), MembersOptions.DEFAULT.unknown("hold")));
        gives("replaceMembers", p -> membersOf(p).replace(List.of("1", "2")));
        gives("removeMembers", p -> membersOf(p).remove(someRows(), MembersOptions.DEFAULT.dryRun()));
        gives("getMember", p -> membersOf(p).get("the-profile"));
        gives("getUploadReasons", p -> {
            String where = "/v1/projects/the-project/segments/the-segment/uploads/the-upload/reasons";
            String change = "{\"reasons\": \"" + where + "\"}";
            return membersOf(p)
                    .reasons(MusterJson.mapper().readValue(change, MembersChanged.class))
                    .readAllBytes();
        });
        gives(
                "listChanges",
                p -> membersOf(p).changesSince("2026-03-02T06:00:00Z").items().get(0));
        gives("listHistory", p -> membersOf(p).history().findFirst().orElseThrow());
    }

    private void exports() {
        gives(
                "listExports",
                p -> p.exports().list(ExportState.SUCCEEDED).findFirst().orElseThrow());
        gives(
                "createExport",
                p -> p.exports().request(ExportRequest.ofSegment("the-segment").withColumns("id")));
        gives("listExportColumns", p -> p.exports().columnsOf("Order Completed"));
        gives("getExportUsage", p -> p.exports().usage());
        gives("getExport", p -> p.exports().get("the-export"));
        does("deleteExport", p -> p.exports().cancel("the-export"));
        does("downloadExportFile", p -> p.exports().download("the-export", directory.resolve("e.csv"), Progress.NONE));
        does("downloadExportPart", p -> p.exports().downloadAll("the-export", directory, Progress.NONE));
        gives("getExportManifest", p -> p.exports().manifest("the-export"));
        gives("createLink", p -> p.exports().link("the-export", LinkRequest.USUAL.withExpiresIn(Duration.ofHours(1))));
        does("rotateLinkKey", p -> p.linkKey().rotate());
        gives("listDeliveries", p -> deliveriesOf(p).list().findFirst().orElseThrow());
        gives("createDelivery", p -> deliveriesOf(p).create("lake"));
        gives("getDelivery", p -> deliveriesOf(p).get("the-delivery"));
        gives("retryDelivery", p -> deliveriesOf(p).retry("the-delivery"));
        gives("createDeliveryLink", p -> deliveriesOf(p).link("the-delivery", 0, Duration.ofHours(1)));
    }

    private void exportSchedules() {
        ExportScheduleDraft draft = ExportScheduleDraft.of("Nightly", ExportRequest.ofSegment("the-segment"), "daily")
                .withZone("UTC");
        gives("listExportSchedules", p -> p.exportSchedules().list().findFirst().orElseThrow());
        gives("createExportSchedule", p -> p.exportSchedules().create(draft));
        gives("getExportSchedule", p -> p.exportSchedules().get("the-schedule"));
        gives("replaceExportSchedule", p -> p.exportSchedules().replace("the-schedule", draft));
        does("deleteExportSchedule", p -> p.exportSchedules().delete("the-schedule"));
    }

    private void webhooks() {
        gives("listWebhooks", p -> p.webhooks().list().findFirst().orElseThrow());
        gives("createWebhook", p -> p.webhooks().create("https://a.example/hook", List.of("export.succeeded")));
        gives("getWebhook", p -> p.webhooks().get("the-webhook"));
        gives("updateWebhook", p -> p.webhooks().update("the-webhook", WebhookChanges.NONE.description(null)));
        does("deleteWebhook", p -> p.webhooks().delete("the-webhook"));
        gives("getWebhookSecret", p -> p.webhooks().secret("the-webhook"));
        gives("rotateWebhookSecret", p -> p.webhooks().rotateSecret("the-webhook"));
        gives("testWebhook", p -> p.webhooks().test("the-webhook"));
        gives(
                "listWebhookDeliveries",
                p -> p.webhooks()
                        .deliveries()
                        .list(WebhookDeliveryFilter.ALL.webhook("the-webhook").state("failed"))
                        .findFirst()
                        .orElseThrow());
        gives("getWebhookDelivery", p -> p.webhooks().deliveries().get("the-delivery"));
        gives("replayWebhookDelivery", p -> p.webhooks().deliveries().replay("the-delivery"));
        gives("getCallbackSecret", p -> p.callbackSecret().get());
        gives("rotateCallbackSecret", p -> p.callbackSecret().rotate());
    }

    private void destinations() {
        String lake = "{\"name\": \"Lake\", \"s3\": {\"bucket\": \"lake\"}}";
        gives("listDestinations", p -> p.destinations().list().findFirst().orElseThrow());
        gives("createDestination", p -> p.destinations().create(lake));
        gives("getDestination", p -> p.destinations().get("the-destination"));
        gives("replaceDestination", p -> p.destinations().replace("the-destination", lake));
        does("deleteDestination", p -> p.destinations().delete("the-destination"));
        gives("testDestination", p -> p.destinations().test("the-destination"));
    }

    private void background() {
        gives("listJobs", p -> p.jobs().list().findFirst().orElseThrow());
        gives("getJob", p -> p.jobs().get("the-job"));
        does("cancelJob", p -> p.jobs().cancel("the-job"));
    }

    private void gives(String operation, ProjectUse use) {
        uses.put(operation, client -> use.with(client.project("the-project")));
    }

    private void does(String operation, Deed deed) {
        uses.put(operation, client -> {
            deed.with(client.project("the-project"));
            return null;
        });
    }

    private static Members membersOf(ProjectClient project) {
        return project.segments().membersOf("the-segment");
    }

    private static Deliveries deliveriesOf(ProjectClient project) {
        return project.exports().deliveries("the-export");
    }

    private static ImportSource someRows() {
        return ImportSource.stream(new ByteArrayInputStream("{\"id\":\"1\"}\n".getBytes(UTF_8)), RowFormat.NDJSON);
    }
}
