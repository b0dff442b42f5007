package io.muster.server.alias;

import io.muster.engine.Aliased;
import io.muster.engine.Deadline;
import io.muster.engine.SegmentEngine;
import io.muster.engine.rows.RefusedKeys;
import io.muster.model.ProjectId;
import io.muster.server.catalog.Catalog;
import io.muster.server.http.Page;
import io.muster.server.limit.Quotas;
import io.muster.server.membership.MembershipLog;
import io.muster.server.personal.RetiredProfiles;
import io.muster.server.project.Project;
import io.muster.server.rows.SuppressedKeys;
import io.muster.server.segment.Segment;
import io.muster.server.segment.SegmentType;
import io.muster.server.segment.Segments;
import io.muster.server.segment.StaticMembers;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.stereotype.Service;

/**
 * Makes anonymous ids other names of users, for ever. Events and attributes that came under such an id, and those that
 * will come, are the user's; in static segments the user takes its place. Dynamic segments follow with their next
 * computation. Thread-safe.
 */
@Service
public class Aliases {
    private final SegmentEngine engine;
    private final Segments segments;
    private final StaticMembers members;
    private final MembershipLog log;
    private final RetiredProfiles retired;
    private final SuppressedKeys suppressed;
    private final Quotas quotas;
    private final Catalog catalog;

    Aliases(
            SegmentEngine engine,
            Segments segments,
            StaticMembers members,
            MembershipLog log,
            RetiredProfiles retired,
            SuppressedKeys suppressed,
            Quotas quotas,
            Catalog catalog) {
        this.engine = engine;
        this.segments = segments;
        this.members = members;
        this.log = log;
        this.retired = retired;
        this.suppressed = suppressed;
        this.quotas = quotas;
        this.catalog = catalog;
    }

    /**
     * Makes an id another name of a user. Where this broke off in the middle, doing it again does the rest; doing it once
     * more changes nothing. Nothing is done for ids that were erased for good.
     *
     * @throws io.muster.model.MusterException CONFLICT where that cannot be: the id is a user's or has one already, or the
     *     user's is another name itself; QUOTA_EXCEEDED
     */
    public void add(Project project, String id, String user) {
        quotas.requireRoom(project.id(), project.limits(), false);
        RefusedKeys erased = suppressed.of(project.id());
        if (erased.hasId(id) || erased.hasId(user)) {
            return;
        }
        Aliased made = engine.alias(project.id(), id, user, Deadline.none());
        made.was().ifPresent(was -> replace(project, was, made));
    }

    /** The profile that was is retired first: what is being computed beside this leaves it out. */
    private void replace(Project project, int was, Aliased made) {
        catalog.change(dsl -> {
            ProjectId id = project.id();
            if (!retired.of(id).contains(was)) {
                retired.add(id, RoaringBitmap.bitmapOf(was));
            }
            Page.all(page -> segments.list(project, page)).stream()
                    .filter(segment -> segment.type() == SegmentType.STATIC && has(segment, was))
                    .forEach(segment -> members.change(segment, all -> moved(all, was, made), made.dataVersion()));
        });
    }

    private boolean has(Segment segment, int ordinal) {
        return log.newest(segment.id())
                .filter(kept -> kept.membership().members().contains(ordinal))
                .isPresent();
    }

    private static RoaringBitmap moved(RoaringBitmap all, int was, Aliased made) {
        all.remove(was);
        all.add(made.ordinal());
        return all;
    }
}
