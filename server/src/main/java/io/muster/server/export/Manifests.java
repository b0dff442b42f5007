package io.muster.server.export;

import io.muster.server.export.Export.SegmentReference;
import io.muster.server.export.ExportSelection.Chosen;
import io.muster.server.export.form.AskedFiles.AskedFile;
import io.muster.server.membership.StoredMembership;
import io.muster.server.project.Project;
import io.muster.server.segment.Evaluations.Evaluation;
import java.time.Instant;

/** Writes down what was made and of what. */
final class Manifests {

    private Manifests() {}

    static Manifest of(
            Export export, Project project, Evaluation evaluation, Chosen chosen, ExportWriter.Made made, Instant now) {
        SegmentReference segment = chosen.what().segment();
        StoredMembership then = chosen.then();
        return new Manifest(
                export.id(),
                new Manifest.Reference(project.id().value(), project.key(), project.name()),
                segment == null ? null : new Manifest.Reference(segment.id(), segment.key(), segment.name()),
                chosen.what().definition(),
                segment == null ? null : segment.version(),
                segment == null ? null : segment.stale(),
                evaluation.dataVersion(),
                evaluation.asOf(),
                then == null ? null : new Manifest.Then(then.asOf(), then.dataVersion(), then.definitionVersion()),
                chosen.zone().getId(),
                chosen.windows(),
                export.columns(),
                made.stored().file(),
                made.rows(),
                made.delta(),
                made.files().stream().map(Manifests::entry).toList(),
                now);
    }

    private static Manifest.FileEntry entry(AskedFile file) {
        return new Manifest.FileEntry(
                file.file().getFileName().toString(),
                file.proof().bytes(),
                file.proof().sha256(),
                file.rows());
    }
}
