package io.muster.server.segment.member;

import io.muster.engine.Deadline;
import io.muster.engine.EngineSnapshot;
import io.muster.engine.EngineSnapshot.Member;
import io.muster.model.ErrorCode;
import io.muster.model.MusterException;
import io.muster.server.http.Cursor;
import io.muster.server.http.Page;
import io.muster.server.http.PageRequest;
import io.muster.server.membership.Change;
import io.muster.server.membership.LogEntry;
import io.muster.server.membership.SegmentLog;
import io.muster.server.project.Project;
import io.muster.server.query.Queries;
import io.muster.server.segment.Members;
import io.muster.server.segment.Segment;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Who entered and who left a segment, in the order in which it happened. Thread-safe. */
@Service
class Changes {

    /** Entries of the log that are looked at together. */
    private static final int ENTRIES = 100;

    private final Members members;
    private final Queries queries;

    Changes(Members members, Queries queries) {
        this.members = members;
        this.queries = queries;
    }

    /** One profile that entered or left, with the membership that told it. */
    record Moved(String profile, Change change, LogEntry entry) {}

    /**
     * A part of the feed.
     *
     * @param next where the next part begins; null where there is nothing more now
     * @param resume where to go on later, with what happens after this part
     */
    record Feed(List<Moved> items, @Nullable String next, String resume) {}

    /**
     * The changes after a place, oldest first. The feed never tells a change twice and never leaves one out, however
     * often the segment is computed meanwhile.
     *
     * @throws MusterException GONE where the log no longer goes back that far
     */
    Feed feed(Project project, Segment segment, Since since, PageRequest page) {
        String list = "changes:" + segment.id();
        SegmentLog log = members.log(segment);
        Position start = page.start(list, Position.PARTS)
                .map(Position::of)
                .map(position -> checked(segment, log, position))
                .orElseGet(() -> start(segment, log, since));
        return queries.ask(
                project.id(), (snapshot, deadline) -> read(log, start, page.limit(), list, snapshot, deadline));
    }

    /** How the segment's members came about, newest first, from {@code from} up to but without {@code to}. */
    Page<LogEntry> history(Segment segment, @Nullable Instant from, @Nullable Instant to, PageRequest page) {
        String list = "history:" + segment.id() + ":" + from + ":" + to;
        long before = page.start(list, 1).map(cursor -> cursor.number(0)).orElse(Long.MAX_VALUE);
        List<LogEntry> found = members.log(segment).before(before, from, to, page.limit() + 1);
        return Page.of(found, page.limit(), last -> Cursor.encode(list, last.number()));
    }

    private static Feed read(
            SegmentLog log, Position start, int limit, String list, EngineSnapshot snapshot, Deadline deadline) {
        List<Moved> items = new ArrayList<>();
        Position at = start;
        List<LogEntry> entries = log.from(at.number(), ENTRIES);
        while (!entries.isEmpty()) {
            for (LogEntry entry : entries) {
                while (at.number() <= entry.number()) {
                    List<Member> some = snapshot.members(
                            log.profiles(entry.number(), at.change()), at.after(), limit + 1 - items.size(), deadline);
                    for (Member member : some) {
                        if (items.size() == limit) {
                            String next = at.encode(list);
                            return new Feed(items, next, next);
                        }
                        items.add(new Moved(member.id(), at.change(), entry));
                        at = at.after(member.ordinal());
                    }
                    at = at.next();
                }
            }
            entries = log.from(at.number(), ENTRIES);
        }
        return new Feed(items, null, at.encode(list));
    }

    private static Position checked(Segment segment, SegmentLog log, Position position) {
        log.oldest().filter(oldest -> oldest.number() > position.number()).ifPresent(oldest -> {
            throw gone(segment, oldest);
        });
        return position;
    }

    private static Position start(Segment segment, SegmentLog log, Since since) {
        Optional<LogEntry> oldest = log.oldest();
        if (oldest.isEmpty()) {
            return Position.startOf(1);
        }
        if (oldest.get().number() > 1 && isBefore(since, oldest.get())) {
            throw gone(segment, oldest.get());
        }
        return switch (since) {
            case Since.Beginning() -> Position.startOf(oldest.get().number());
            case Since.After(Instant instant) ->
                Position.startOf(log.at(instant)
                        .map(entry -> entry.number() + 1)
                        .orElse(oldest.get().number()));
            case Since.Above(long version) ->
                log.firstAbove(version)
                        .map(entry -> Position.startOf(entry.number()))
                        .orElseGet(() -> end(log));
        };
    }

    private static boolean isBefore(Since since, LogEntry oldest) {
        return switch (since) {
            case Since.Beginning() -> false;
            case Since.After(Instant instant) -> instant.isBefore(oldest.asOf());
            case Since.Above(long version) -> version < oldest.dataVersion();
        };
    }

    private static Position end(SegmentLog log) {
        List<LogEntry> last = log.before(Long.MAX_VALUE, null, null, 1);
        return Position.startOf(last.isEmpty() ? 1 : last.getFirst().number() + 1);
    }

    private static MusterException gone(Segment segment, LogEntry oldest) {
        return new MusterException(
                ErrorCode.GONE,
                "The changes of segment \"" + segment.key() + "\" are known after " + oldest.asOf() + " (data version "
                        + oldest.dataVersion() + "); take its members, and go on from their as_of.");
    }
}
