package io.muster.server.doctor;

import io.muster.server.access.SecretVault;
import io.muster.server.catalog.Catalog;
import io.muster.server.config.MusterProperties;

/** Whether the secret keys are there that the installation has worked with. */
final class KeyFinding {
    private static final String WHAT = "known keys";

    private KeyFinding() {}

    static Finding of(Catalog catalog, MusterProperties properties) {
        String complaint = SecretVault.complaint(catalog, properties);
        return complaint.isEmpty()
                ? Finding.good(WHAT, "all that this installation has worked with are here.")
                : Finding.fault(WHAT, complaint);
    }
}
