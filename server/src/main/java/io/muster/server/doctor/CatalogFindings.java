package io.muster.server.doctor;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.table;

import io.muster.server.audit.AuditEvent;
import io.muster.server.audit.AuditTrail;
import io.muster.server.catalog.Catalog;
import io.muster.server.catalog.CatalogInspection;
import io.muster.server.config.MusterProperties;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** The catalogue, what it says of the projects' files, and its audit trails. */
final class CatalogFindings {
    private CatalogFindings() {}

    static List<Finding> of(MusterProperties properties) {
        try {
            CatalogInspection inspection = CatalogInspection.open(properties);
            List<Finding> findings = new ArrayList<>();
            findings.add(integrity(inspection));
            findings.addAll(projects(inspection.catalog(), properties.data().resolve("projects")));
            findings.addAll(trails(inspection.catalog()));
            findings.addAll(ApplicationFindings.of(inspection.catalog()));
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

    private static List<Finding> trails(Catalog catalog) {
        AuditTrail trail = AuditTrail.of(catalog);
        List<Finding> findings = new ArrayList<>();
        for (String organization : trail.organizations()) {
            String whose = organization.equals(AuditEvent.NOBODY) ? "of nobody in particular" : "of " + organization;
            OptionalLong fault = trail.firstFault(organization);
            findings.add(
                    fault.isPresent()
                            ? Finding.fault(
                                    "audit trail",
                                    whose + ": entry " + fault.getAsLong()
                                            + " was changed or taken out, or those after it were.")
                            : Finding.good("audit trail", whose + " is whole" + newest(trail, organization)));
        }
        return findings;
    }

    /** Kept elsewhere, it proves that nobody wrote the whole trail anew. */
    private static String newest(AuditTrail trail, String organization) {
        return trail.newestHash(organization)
                .map(hash -> "; its newest hash, to be kept elsewhere, is " + hash + ".")
                .orElse(".");
    }
}
