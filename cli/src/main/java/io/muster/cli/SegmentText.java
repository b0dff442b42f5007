package io.muster.cli;

import io.muster.client.Segment;
import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;

/** A segment for people to read. */
final class SegmentText {
    private SegmentText() {}

    static void print(Segment segment, PrintWriter out) {
        out.println(segment.name() + " (" + segment.key() + ")");
        line(out, "id", segment.id());
        optional(out, "description", segment.description());
        optional(out, "category", segment.category());
        line(out, "type", segment.type() + ", version " + segment.version());
        line(out, "state", segment.state() + ", refreshed " + segment.refresh());
        line(
                out,
                "size",
                segment.size() == null
                        ? "–"
                        : Words.number(segment.size()) + " at data version " + Words.orDash(segment.dataVersion()));
        line(out, "last run", Words.instant(segment.lastRun()));
        line(out, "next run", Words.instant(segment.nextRun()));
        optional(out, "zone", segment.zone());
        optional(out, "max age", segment.maxAge());
        if (segment.freshness() != null && segment.freshness().stale()) {
            optional(out, "stale", segment.freshness().reason());
        }
        if (segment.lastError() != null) {
            line(out, "last error", segment.lastError().detail());
        }
        if (!segment.unknown().isEmpty()) {
            line(out, "left out", "no profiles have these ids: " + String.join(", ", segment.unknown()));
        }
        if (segment.definitionText() != null) {
            line(out, "definition", "");
            segment.definitionText().lines().forEach(each -> out.println("    " + each));
        }
    }

    private static void optional(PrintWriter out, String name, @Nullable String value) {
        if (value != null) {
            line(out, name, value);
        }
    }

    private static void line(PrintWriter out, String name, String value) {
        out.println(("  " + name + " ".repeat(13 - name.length()) + value).stripTrailing());
    }
}
