package io.muster.server.export;

import io.muster.server.export.Export.SegmentReference;
import io.muster.server.export.Export.Subject;
import io.muster.server.export.ExportSelection.Chosen;
import io.muster.server.export.Manifest.FileEntry;
import io.muster.server.export.form.AskedFiles.AskedFile;
import io.muster.server.membership.StoredMembership;
import io.muster.server.project.Project;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes down what was made and of what. */
final class Manifests {

    private Manifests() {}

    /** What an export's rows were taken from. */
    record Source(Chosen chosen, long dataVersion, Instant asOf) {}

    /** @param what whose rows, as the catalogue has it */
    static Manifest of(
            Export export,
            Subject what,
            Project project,
            Source source,
            ExportWriter.Made made,
            List<FileEntry> files,
            Instant now) {
        Chosen chosen = source.chosen();
        SegmentReference segment = what.segment();
        StoredMembership then = chosen.then();
        return new Manifest(
                export.id(),
                new Manifest.Reference(project.id().value(), project.key(), project.name()),
                segment == null ? null : new Manifest.Reference(segment.id(), segment.key(), segment.name()),
                what.definition(),
                segment == null ? null : segment.version(),
                segment == null ? null : segment.stale(),
                source.dataVersion(),
                source.asOf(),
                then == null ? null : new Manifest.Then(then.asOf(), then.dataVersion(), then.definitionVersion()),
                chosen.named(),
                chosen.zone().getId(),
                chosen.windows(),
                export.columns(),
                made.stored().file(),
                made.rows(),
                made.delta(),
                files,
                now);
    }

    /** @param location as {@link FileEntry#location} */
    static FileEntry entry(AskedFile file, @Nullable String location) {
        return new FileEntry(
                file.file().getFileName().toString(),
                file.proof().bytes(),
                file.proof().sha256(),
                file.rows(),
                location);
    }
}
