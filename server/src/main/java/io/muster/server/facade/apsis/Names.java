package io.muster.server.facade.apsis;

import io.muster.model.ErrorCode;
import io.muster.model.MusterException;
import io.muster.server.export.Export.Column;
import io.muster.server.export.ExportColumns;
import io.muster.server.http.Page;
import io.muster.server.project.Project;
import io.muster.server.segment.Segment;
import io.muster.server.segment.Segments;
import java.util.List;
import java.util.function.Function;
import org.springframework.stereotype.Component;

/** Finds what discriminators name. Thread-safe. */
@Component
class Names {
    private static final String TAG = "tag:";
    private static final String COUNT = "count(";

    private final Segments segments;
    private final ExportColumns columns;

    Names(Segments segments, ExportColumns columns) {
        this.segments = segments;
        this.columns = columns;
    }

    List<Segment> segments(Project project) {
        return Page.all(page -> segments.list(project, page));
    }

    /** @throws MusterException NOT_FOUND */
    Segment segment(Project project, String discriminator) {
        return named(segments(project), discriminator, segment -> Discriminator.ofSegment(segment.key()), "segment");
    }

    /** Attributes and identities, as exports name their columns. */
    List<Column> attributes(Project project) {
        return columns.all(project, null).stream()
                .filter(column -> column.source().startsWith("attribute:")
                        || column.source().startsWith("identity:"))
                .toList();
    }

    /** @throws MusterException NOT_FOUND */
    Column attribute(Project project, String discriminator) {
        return named(
                attributes(project), discriminator, column -> Discriminator.ofColumn(column.source()), "attribute");
    }

    List<String> tags(Project project) {
        return columns.all(project, null).stream()
                .map(Column::source)
                .filter(source -> source.startsWith(TAG))
                .map(source -> source.substring(TAG.length()))
                .toList();
    }

    /** @throws MusterException NOT_FOUND */
    String tag(Project project, String discriminator) {
        return named(tags(project), discriminator, Discriminator::ofTag, "tag");
    }

    List<String> events(Project project) {
        return columns.all(project, null).stream()
                .map(Column::source)
                .filter(source -> source.startsWith(COUNT) && source.endsWith(")"))
                .map(source -> source.substring(COUNT.length(), source.length() - 1))
                .toList();
    }

    private static <T> T named(List<T> all, String discriminator, Function<T, String> name, String kind) {
        return all.stream()
                .filter(one -> name.apply(one).equals(discriminator))
                .findFirst()
                .orElseThrow(() -> new MusterException(
                        ErrorCode.NOT_FOUND, "There is no " + kind + " " + discriminator + "."));
    }
}
