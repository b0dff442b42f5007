package io.muster.server.doctor;

import io.muster.server.audit.AuditEvent;
import io.muster.server.audit.AuditTrail;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Whether the audit trails are as they were written. */
final class TrailFindings {
    private static final String WHAT = "audit trail";

    private TrailFindings() {}

    /** @param hashes that were kept elsewhere, as {@code ORGANIZATION=HASH} */
    static List<Finding> of(AuditTrail trail, List<String> hashes) {
        List<Finding> findings = new ArrayList<>();
        findings.add(guarded(trail.missingGuards()));
        trail.organizations().forEach(organization -> findings.add(whole(trail, organization)));
        hashes.forEach(hash -> findings.add(kept(trail, hash)));
        return findings;
    }

    private static Finding guarded(List<String> missing) {
        return missing.isEmpty()
                ? Finding.good(WHAT, "is only added to: the database refuses to change it.")
                : Finding.fault(
                        WHAT,
                        "the database no longer refuses to change it: there is no trigger "
                                + String.join(", ", missing)
                                + " that does. After an update, start the server once; else find out who took it away.");
    }

    private static Finding whole(AuditTrail trail, String organization) {
        Optional<String> newest = trail.newestHash(organization);
        OptionalLong fault = trail.firstFault(organization);
        if (fault.isPresent()) {
            return Finding.fault(
                    WHAT,
                    whose(organization) + ": entry " + fault.getAsLong()
                            + " was changed or taken out, or those after it were.");
        }
        // Kept elsewhere, the hash proves that nobody wrote the whole trail anew.
        return newest.map(hash -> Finding.good(
                        WHAT,
                        whose(organization) + " is whole; its newest hash, to be kept elsewhere, is " + hash + "."))
                .orElseGet(() -> Finding.fault(
                        WHAT, whose(organization) + " is not there, though there are applications; it was deleted."));
    }

    private static Finding kept(AuditTrail trail, String asked) {
        int equals = asked.lastIndexOf('=');
        if (equals < 0) {
            return Finding.fault(WHAT, "--audit-hash=" + asked + " is not ORGANIZATION=HASH.");
        }
        String organization = asked.substring(0, equals);
        String hash = asked.substring(equals + 1);
        return trail.has(organization, hash)
                ? Finding.good(WHAT, whose(organization) + " has the hash " + hash + ".")
                : Finding.fault(
                        WHAT,
                        whose(organization) + " does not have the hash " + hash
                                + ": entries were cut off, or all of it was written anew.");
    }

    private static String whose(String organization) {
        return organization.equals(AuditEvent.NOBODY) ? "of nobody in particular" : "of " + organization;
    }
}
