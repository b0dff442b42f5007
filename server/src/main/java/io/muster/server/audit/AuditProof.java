package io.muster.server.audit;

import io.muster.server.audit.AuditStore.Kept;
import java.util.Optional;
import java.util.OptionalLong;

/** Follows one chain from its start. For one thread. */
final class AuditProof {
    private long next = 1;
    private String hash = AuditEntry.START;
    private OptionalLong fault = OptionalLong.empty();

    void take(Kept kept) {
        AuditEntry entry = kept.entry();
        boolean good = entry.seq() == next
                && kept.columnsAgree()
                && AuditEntry.hash(hash, entry.entry()).equals(entry.hash());
        if (fault.isEmpty() && !good) {
            fault = OptionalLong.of(next);
        }
        hash = entry.hash();
        next = entry.seq() + 1;
    }

    /** @param head where the chain ended before it was followed */
    OptionalLong fault(Optional<AuditEntry> head) {
        if (fault.isPresent()) {
            return fault;
        }
        boolean whole = head.isEmpty() ? next == 1 : head.get().seq() < next;
        boolean ends = head.isEmpty()
                || head.get().seq() != next - 1
                || head.get().hash().equals(hash);
        return whole && ends ? OptionalLong.empty() : OptionalLong.of(next);
    }
}
