package io.muster.server.segment;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.muster.model.condition.AsOf;
import io.muster.model.condition.Condition;
import io.muster.model.condition.Conditions;
import io.muster.model.condition.SegmentReference;
import io.muster.model.condition.WindowResolver;
import io.muster.model.condition.json.ConditionWriter;
import io.muster.server.project.Project;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Set;
import org.apache.commons.codec.digest.DigestUtils;
import org.springframework.stereotype.Component;

/**
 * Names all that a segment's members follow from: the data version, the definition with its windows as instants, its
 * zone, and the same of every segment that it is defined by. While that stays the same, so do the members.
 */
@Component
class Fingerprints {

    private final SegmentStore store;

    Fingerprints(SegmentStore store) {
        this.store = store;
    }

    String of(Project project, Segment segment, long dataVersion, Instant asOf) {
        MessageDigest digest = DigestUtils.getSha256Digest();
        add(digest, "data " + dataVersion);
        add(digest, project, segment, asOf, new HashSet<>());
        return HexFormat.of().formatHex(digest.digest());
    }

    private void add(MessageDigest digest, Project project, Segment segment, Instant asOf, Set<String> seen) {
        Condition definition = segment.content().definition();
        if (!seen.add(segment.id())) {
            add(digest, "again " + segment.id());
            return;
        }
        if (definition == null || segment.type() == SegmentType.STATIC) {
            add(digest, "static " + segment.id() + " " + segment.run().done());
            return;
        }
        ZoneId zone = segment.zone(project);
        Condition resolved = WindowResolver.resolve(definition, new AsOf(asOf, zone, project.weekStart()))
                .condition();
        add(digest, "dynamic " + zone + " " + ConditionWriter.text(resolved));
        Set<String> logged = logged(definition);
        for (SegmentReference reference : Conditions.segmentReferences(definition)) {
            add(digest, "reference " + reference.segment());
            store.find(project.id().value(), reference.segment()).ifPresent(used -> {
                add(
                        digest,
                        logged.contains(reference.segment())
                                ? "run " + used.run().done()
                                : "present");
                add(digest, project, used, asOf, seen);
            });
        }
    }

    /** Segments of whom the log is asked, which may grow with each of their runs. */
    private static Set<String> logged(Condition definition) {
        Set<String> names = new HashSet<>();
        Conditions.walk(definition, (at, node) -> {
            if (node instanceof Condition.Logged log) {
                names.add(log.segment());
            }
        });
        return names;
    }

    /** With its length, so that no two lists of texts are the same bytes. */
    private static void add(MessageDigest digest, String text) {
        byte[] bytes = text.getBytes(UTF_8);
        digest.update((bytes.length + ":").getBytes(UTF_8));
        digest.update(bytes);
    }
}
