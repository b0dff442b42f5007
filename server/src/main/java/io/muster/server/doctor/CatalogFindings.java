package io.muster.server.doctor;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.table;

import io.muster.server.audit.AuditTrail;
import io.muster.server.catalog.Catalog;
import io.muster.server.catalog.CatalogInspection;
import io.muster.server.config.MusterProperties;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** The catalogue, what it says of the projects' files, and its audit trails. */
final class CatalogFindings {
    private CatalogFindings() {}

    /** @param auditHashes hashes of audit trails that were kept elsewhere, as {@code ORGANIZATION=HASH} */
    static List<Finding> of(MusterProperties properties, List<String> auditHashes) {
        try {
            CatalogInspection inspection = CatalogInspection.open(properties);
            List<Finding> findings = new ArrayList<>();
            findings.add(integrity(inspection));
            findings.addAll(projects(inspection.catalog(), properties.data().resolve("projects")));
            findings.addAll(DeletionFindings.of(inspection.catalog(), Clock.systemUTC()));
            findings.add(ErasureFindings.of(inspection.catalog(), Clock.systemUTC()));
            findings.addAll(TrailFindings.of(AuditTrail.of(inspection.catalog()), auditHashes));
            findings.add(KeyFinding.of(inspection.catalog(), properties));
            findings.addAll(ApplicationFindings.of(inspection.catalog(), properties));
            return findings;
        } catch (RuntimeException e) {
            return List.of(Finding.fault("catalogue", "cannot be read: " + e.getMessage()));
        }
    }

    private static Finding integrity(CatalogInspection inspection) {
        List<String> faults = inspection.faults();
        return faults.isEmpty()
                ? Finding.good("catalogue", inspection.place() + " is whole.")
                : Finding.fault("catalogue", String.join("; ", faults));
    }

    private static List<Finding> projects(Catalog catalog, Path directory) {
        List<String> ids = catalog.read(dsl -> dsl.select(field(name("id"), String.class))
                .from(table(name("project")))
                .where(field(name("deleted_at")).isNull())
                .fetch(row -> row.value1()));
        List<Finding> findings = new ArrayList<>();
        for (String id : ids) {
            Path file = directory.resolve(id + ".duckdb");
            if (!Files.exists(file)) {
                findings.add(Finding.fault("project " + id, file + " is not there; restore it from a backup."));
            }
        }
        if (findings.isEmpty()) {
            findings.add(Finding.good("projects", ids.size() + " have their files."));
        }
        return findings;
    }
}
