package io.muster.client;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The segments of a project and their members. Immutable and safe for use by many threads. */
public final class Segments {
    private static final String MOST_PER_PAGE = "10000";

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

    /**
     * The ids of the stored members, in no order that means anything, read as the stream is walked through. When the
     * segment is computed again meanwhile the walk may end with {@link MusterApiException.Gone}: begin again.
     */
    public Stream<String> members(String idOrKey) {
        Call call = Call.get(path(idOrKey) + "/members").with("limit", MOST_PER_PAGE);
        return Pages.stream(transport, call, MemberItem.class).map(MemberItem::id);
    }

    /** Whether the profile is among the stored members. */
    public boolean isMember(String idOrKey, String profile) {
        return member(idOrKey, profile).member();
    }

    /** Whether the profile is among the stored members, and what that is true of. */
    public Member member(String idOrKey, String profile) {
        return transport.json(Call.get(path(idOrKey) + "/members/" + Paths.segment(profile)), Member.class);
    }

    /** Makes these profiles, and no others, the members of a static segment. */
    public MembersReplaced replaceMembers(String idOrKey, List<String> profiles) {
        Map<String, List<String>> body = Map.of("profiles", profiles);
        return transport.json(Call.put(path(idOrKey) + "/members", body), MembersReplaced.class);
    }

    private String path(String idOrKey) {
        return path + "/" + Paths.segment(idOrKey);
    }

    private record MemberItem(String id) {}
}
