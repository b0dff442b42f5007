package io.muster.server.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.server.limit.Shares.Share;
import java.util.List;
import org.junit.jupiter.api.Test;

class AdmissionTest {
    private static final List<Share> LAKE = List.of(new Share("shop", 3), new Share("lake", 2));
    private static final List<Share> BANK = List.of(new Share("shop", 3), new Share("bank", 2));

    private final Admission admission = new Admission();

    @Test
    void whoHasItsShareWaitsAndNobodyElseDoes() {
        assertThat(admission.enter("1", LAKE)).isTrue();
        assertThat(admission.enter("2", LAKE)).isTrue();
        assertThat(admission.enter("3", LAKE)).isFalse();
        assertThat(admission.enter("4", BANK)).isTrue();
        assertThat(admission.enter("5", BANK)).isFalse();
        assertThat(admission.enter("6", List.of(new Share("other", 3)))).isTrue();
        assertThat(admission.enter("7", List.of())).isTrue();
    }

    @Test
    void whoIsRefusedHasTakenNothing() {
        admission.enter("1", LAKE);
        admission.enter("2", LAKE);
        admission.enter("3", LAKE);

        assertThat(admission.enter("4", BANK)).isTrue();
    }

    @Test
    void whatWaitsLongestOfThoseThatMayIsNextAndOnlyOnce() {
        admission.enter("1", LAKE);
        admission.enter("2", LAKE);
        admission.enter("3", BANK);
        admission.await("4", LAKE);
        admission.await("5", BANK);
        admission.await("6", BANK);
        assertThat(admission.next()).isEmpty();

        admission.leave(BANK);

        assertThat(admission.next()).as("4 still waits for the lake").contains("5");
        assertThat(admission.next()).contains("6");
        assertThat(admission.next()).isEmpty();
        admission.leave(LAKE);
        assertThat(admission.next()).contains("4");
    }

    @Test
    void whatHasRunSinceIsNotBroughtForward() {
        admission.await("1", LAKE);
        admission.enter("1", LAKE);

        assertThat(admission.next()).isEmpty();
    }
}
