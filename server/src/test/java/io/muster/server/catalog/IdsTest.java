package io.muster.server.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.model.ProjectId;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class IdsTest {

    @Test
    void idsSortByTheTimeOfTheirMaking() {
        String early = at("2026-01-01T00:00:00.000Z").next("p");
        String later = at("2026-01-01T00:00:00.001Z").next("p");
        String muchLater = at("2099-12-31T23:59:59.999Z").next("p");

        assertThat(early).isLessThan(later);
        assertThat(later).isLessThan(muchLater);
    }

    @Test
    void idsOfOneInstantDiffer() {
        Ids ids = at("2026-01-01T00:00:00Z");
        Set<String> made = new HashSet<>();
        for (int i = 0; i < 10_000; i++) {
            made.add(ids.next("x"));
        }
        assertThat(made).hasSize(10_000);
    }

    @Test
    void anIdNamesAProject() {
        assertThat(new ProjectId(at("2026-01-01T00:00:00Z").next("p")).value()).matches("p_[0-9a-z]{22}");
    }

    @Test
    void aSecretHasTwoHundredAndFiftySixBits() {
        assertThat(at("2026-01-01T00:00:00Z").secret()).matches("[0-9a-z]{52}");
    }

    private static Ids at(String instant) {
        return new Ids(Clock.fixed(Instant.parse(instant), ZoneOffset.UTC));
    }
}
