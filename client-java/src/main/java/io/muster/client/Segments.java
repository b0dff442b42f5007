package io.muster.client;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The segments of a project and their members. Immutable and safe for use by many threads. */
public final class Segments {
    private final Transport transport;
    private final String path;

    Segments(Transport transport, String path) {
        this.transport = transport;
        this.path = path;
    }

    /** All of them, oldest first, read as the stream is walked through. */
    public Stream<Segment> list() {
        return Pages.stream(transport, Call.get(path), Segment.class);
    }

    /** One, by id or key. */
    public Segment get(String idOrKey) {
        return transport.json(Call.get(path(idOrKey)), Segment.class);
    }

    /** Makes a segment. A dynamic one is computed in the background; its state is {@code NEW} until then. */
    public Segment create(SegmentDraft draft) {
        return transport.json(Call.make(path, RequestBody.json(draft)), Segment.class);
    }

    /** Replaces all that can be changed; what is left out goes back to its default. */
    public Segment replace(String idOrKey, SegmentReplacement replacement) {
        return transport.json(Call.put(path(idOrKey), replacement), Segment.class);
    }

    /** Deletes a segment with its versions and stored members. Its key is never given to another. */
    public void delete(String idOrKey) {
        transport.send(Call.delete(path(idOrKey)));
    }

    /** Everything that the segment has been, newest first, read as the stream is walked through. */
    public Stream<SegmentVersion> versions(String idOrKey) {
        return Pages.stream(transport, Call.get(path(idOrKey) + "/versions"), SegmentVersion.class);
    }

    /** Starts the job that computes all dynamic segments on the present data; wait for it with {@link Jobs#await}. */
    public Job refreshAll() {
        return transport.json(Call.make(path + "/refresh", null), Job.class);
    }

    /** Starts the job that computes the segment on the present data; wait for it with {@link Jobs#await}. */
    public Job refresh(String idOrKey) {
        return transport.json(Call.make(path(idOrKey) + "/refresh", null), Job.class);
    }

    /** Counts a definition on the present data. Nothing is saved. */
    public Preview preview(PreviewRequest request) {
        return transport.json(Call.ask(path + "/preview", request), Preview.class);
    }

    /** Writes a definition in both notations. Nothing is evaluated, and the segments that it names need not exist. */
    public FormattedDefinition format(Definition definition) {
        Map<String, Definition> body = Map.of("definition", definition);
        return transport.json(Call.ask(path + "/format", body), FormattedDefinition.class);
    }

    /** Who is in the segment and who was. */
    public Members membersOf(String idOrKey) {
        return new Members(transport, path(idOrKey));
    }

    /** The ids of the stored members; see {@link Members#list}. */
    public Stream<String> members(String idOrKey) {
        return membersOf(idOrKey).list();
    }

    /** Whether the profile is among the stored members. */
    public boolean isMember(String idOrKey, String profile) {
        return member(idOrKey, profile).member();
    }

    /** Whether the profile is among the stored members, since when, and what that is true of. */
    public Member member(String idOrKey, String profile) {
        return membersOf(idOrKey).get(profile);
    }

    /** Makes these profiles, and no others, the members of a static segment. */
    public MembersChanged replaceMembers(String idOrKey, List<String> profiles) {
        return membersOf(idOrKey).replace(profiles);
    }

    /** What the segment was at that version. */
    public SegmentVersion version(String idOrKey, int version) {
        return transport.json(Call.get(path(idOrKey) + "/versions/" + version), SegmentVersion.class);
    }

    /** What differs between two versions. */
    public VersionDiff diff(String idOrKey, int from, int to) {
        Call call = Call.get(path(idOrKey) + "/versions/diff")
                .with("from", Integer.toString(from))
                .with("to", Integer.toString(to));
        return transport.json(call, VersionDiff.class);
    }

    /** What differs between the present version and the one before it. */
    public VersionDiff diff(String idOrKey) {
        return transport.json(Call.get(path(idOrKey) + "/versions/diff"), VersionDiff.class);
    }

    /** Makes the segment again what it was at that version, as its next version. */
    public Segment restore(String idOrKey, int version) {
        return transport.json(Call.make(path(idOrKey) + "/versions/" + version + "/restore", null), Segment.class);
    }

    /** What the segment is defined by, and what is defined by it. */
    public Dependencies dependencies(String idOrKey) {
        return transport.json(Call.get(path(idOrKey) + "/dependencies"), Dependencies.class);
    }

    /** Makes a static segment of that name with the members that this one has now. */
    public Segment freeze(String idOrKey, String name) {
        Map<String, String> body = Map.of("name", name);
        return transport.json(Call.make(path(idOrKey) + "/freeze", RequestBody.json(body)), Segment.class);
    }

    /** Makes a static segment of that name with the members that this one had at that instant. */
    public Segment freezeAt(String idOrKey, String name, Instant asOf) {
        Map<String, String> body = Map.of("name", name, "as_of", asOf.toString());
        return transport.json(Call.make(path(idOrKey) + "/freeze", RequestBody.json(body)), Segment.class);
    }

    /** How up to 8 segments overlap by their stored members. */
    public Overlap overlap(List<String> idsOrKeys) {
        return transport.json(Call.ask(path + "/overlap", Map.of("segments", idsOrKeys)), Overlap.class);
    }

    /** How up to 8 segments overlap, all of them computed on the present data. */
    public Overlap overlapNow(List<String> idsOrKeys) {
        return transport.json(Call.ask(path + "/overlap", Map.of("segments", idsOrKeys, "fresh", true)), Overlap.class);
    }

    /** What a definition would cost to count. Nothing is evaluated. */
    public Forecast forecast(PreviewRequest request) {
        return transport.json(Call.ask(path + "/preview", request).with("estimate", "only"), Forecast.class);
    }

    /** Why the profile is in the segment or not, on the present data. */
    public Explanation explain(String idOrKey, String profile) {
        return transport.json(Call.get(path(idOrKey) + "/explain/" + Paths.segment(profile)), Explanation.class);
    }

    /** Why the profile satisfies a definition or not, on the present data. */
    public Explanation explain(Definition definition, String profile) {
        Map<String, Object> body = Map.of("definition", definition, "profile", profile);
        return transport.json(Call.ask(path + "/explain", body), Explanation.class);
    }

    /** As {@link #explain(String, String)}, with windows resolved at that instant. */
    public Explanation explainAt(String idOrKey, String profile, Instant asOf) {
        Call call = Call.get(path(idOrKey) + "/explain/" + Paths.segment(profile));
        return transport.json(call.with("as_of", asOf.toString()), Explanation.class);
    }

    /** As {@link #explain(Definition, String)}, with windows resolved at that instant. */
    public Explanation explainAt(Definition definition, String profile, Instant asOf) {
        Map<String, Object> body = Map.of("definition", definition, "profile", profile, "as_of", asOf);
        return transport.json(Call.ask(path + "/explain", body), Explanation.class);
    }

    private String path(String idOrKey) {
        return path + "/" + Paths.segment(idOrKey);
    }
}
