package io.muster.client;

import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Who is in one segment and who was, who entered and left. Immutable and safe for use by many threads. */
public final class Members {
    private static final String MOST_PER_PAGE = "10000";

    private final Transport transport;
    private final String path;

    Members(Transport transport, String path) {
        this.transport = transport;
        this.path = path;
    }

    /**
     * The ids of the stored members, in no order that means anything, read as the stream is walked through. All are of
     * one membership; when the server forgets that one meanwhile the walk ends with {@link MusterApiException.Gone}.
     */
    public Stream<String> list() {
        return ids(all("/members"));
    }

    /** The ids of those who were in the segment at that instant. */
    public Stream<String> listAt(Instant asOf) {
        return ids(all("/members").with("as_of", asOf.toString()));
    }

    /** Whether the profile is in the segment, and since when. */
    public Member get(String profile) {
        return transport.json(Call.get(path + "/members/" + Paths.segment(profile)), Member.class);
    }

    /** Whether the profile was in the segment at that instant. */
    public Member getAt(String profile, Instant asOf) {
        Call call = Call.get(path + "/members/" + Paths.segment(profile)).with("as_of", asOf.toString());
        return transport.json(call, Member.class);
    }

    /** A part of the changes from the log's beginning. */
    public ChangeFeed changes() {
        return feed(all("/changes"));
    }

    /** A part of the changes after that: an instant, or a data version. */
    public ChangeFeed changesSince(String since) {
        return feed(all("/changes").with("since", since));
    }

    /** A part of the changes after a place that a feed gave out as {@link ChangeFeed#resume}. */
    public ChangeFeed changesAfter(String resume) {
        return feed(all("/changes").with("cursor", resume));
    }

    /** How the segment's size went, newest first, read as the stream is walked through. */
    public Stream<HistoryPoint> history() {
        return Pages.stream(transport, Call.get(path + "/history"), HistoryPoint.class);
    }

    /** Adds profiles to a static segment. Doing it again does no harm. */
    public MembersChanged add(ImportSource keys, MembersOptions options) {
        return upload("POST", keys, options);
    }

    /** Takes profiles out of a static segment. */
    public MembersChanged remove(ImportSource keys, MembersOptions options) {
        return upload("DELETE", keys, options);
    }

    /** Makes these profiles, and no others, the members of a static segment. */
    public MembersChanged replace(ImportSource keys, MembersOptions options) {
        return upload("PUT", keys, options);
    }

    /** Makes the profiles with these ids, and no others, the members of a static segment. */
    public MembersChanged replace(List<String> profiles) {
        return transport.json(Call.put(path + "/members", Map.of("profiles", profiles)), MembersChanged.class);
    }

    /** The rejected rows of a change of members, as NDJSON; to be closed. */
    public InputStream reasons(MembersChanged change) {
        if (change.reasons() == null) {
            return InputStream.nullInputStream();
        }
        return transport.open(Call.get(change.reasons())).body().stream();
    }

    private MembersChanged upload(String method, ImportSource keys, MembersOptions options) {
        UploadBody body = new UploadBody(keys, options.progress());
        Call call = new Call(method, path + "/members", List.of(), List.of(), body, true).with(options.parameters());
        return transport.json(call, MembersChanged.class);
    }

    private Call all(String list) {
        return Call.get(path + list).with("limit", MOST_PER_PAGE);
    }

    private Stream<String> ids(Call call) {
        return Pages.stream(transport, call, Item.class).map(Item::id);
    }

    private ChangeFeed feed(Call call) {
        FeedPage page = transport.json(call, FeedPage.class);
        return new ChangeFeed(page.items(), page.nextCursor() != null, page.resume());
    }

    private record Item(String id) {}

    private record FeedPage(
            List<MemberChange> items, @Nullable String nextCursor, String resume) {}
}
