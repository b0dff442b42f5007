package io.muster.server.segment.upload;

import io.muster.engine.SegmentEngine;
import io.muster.server.catalog.Catalog;
import io.muster.server.job.RecurringWork;
import io.muster.server.query.Queries;
import io.muster.server.segment.StaticMembers;
import io.muster.server.segment.upload.UploadStore.Holding;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.roaringbitmap.RoaringBitmap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Lets held keys become members when their profiles appear. What a project holds is looked up once a data version. */
@Component
class HeldMembers implements RecurringWork {
    private static final Logger LOG = LoggerFactory.getLogger(HeldMembers.class);

    private final Catalog catalog;
    private final UploadStore uploads;
    private final HeldStore held;
    private final StaticMembers members;
    private final SegmentEngine engine;
    private final Queries queries;
    /** The data versions that uploads were last looked up in; only for the one thread of this work. */
    private Map<String, Long> seen = new HashMap<>();

    HeldMembers(
            Catalog catalog,
            UploadStore uploads,
            HeldStore held,
            StaticMembers members,
            SegmentEngine engine,
            Queries queries) {
        this.catalog = catalog;
        this.uploads = uploads;
        this.held = held;
        this.members = members;
        this.engine = engine;
        this.queries = queries;
    }

    /** The profiles behind some keys, and those keys. */
    private record Appeared(RoaringBitmap profiles, List<String> keys, long dataVersion) {}

    @Override
    public String name() {
        return "held-members";
    }

    @Override
    public Duration every() {
        return Duration.ofSeconds(2);
    }

    @Override
    public void run() {
        Map<String, Long> next = new HashMap<>();
        for (Holding holding : uploads.holding()) {
            try {
                long dataVersion = engine.dataVersion(holding.project());
                if (seen.getOrDefault(holding.upload(), -1L) != dataVersion) {
                    look(holding);
                }
                next.put(holding.upload(), dataVersion);
            } catch (RuntimeException e) {
                LOG.warn("Could not look up what upload {} holds", holding.upload(), e);
            }
        }
        seen = next;
    }

    private void look(Holding holding) {
        List<String> page = held.page(holding.upload(), "", KeySorting.BATCH);
        while (!page.isEmpty()) {
            Appeared appeared = appeared(holding, page);
            if (!appeared.keys().isEmpty()) {
                enter(holding, appeared);
            }
            page = held.page(holding.upload(), page.getLast(), KeySorting.BATCH);
        }
    }

    private Appeared appeared(Holding holding, List<String> keys) {
        return queries.ask(holding.project(), (snapshot, deadline) -> {
            Map<String, List<Integer>> found = snapshot.ordinals(holding.kind(), keys, deadline);
            RoaringBitmap profiles = new RoaringBitmap();
            found.values().forEach(ordinals -> ordinals.forEach(profiles::add));
            return new Appeared(profiles, new ArrayList<>(found.keySet()), snapshot.dataVersion());
        });
    }

    /** The members and what is held change together; an upload that is over meanwhile brings nobody in. */
    private void enter(Holding holding, Appeared appeared) {
        catalog.change(db -> members.find(holding.segment()).ifPresent(segment -> {
            members.lock(segment);
            if (uploads.isCounting(holding.upload())) {
                members.change(segment, now -> UploadMode.ADD.apply(now, appeared.profiles()), appeared.dataVersion());
                held.delete(holding.upload(), appeared.keys());
            }
        }));
    }
}
