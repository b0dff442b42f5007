package io.muster.server.golden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GoldenNamesTest {
    private final GoldenNames names = new GoldenNames(Map.of("app", "a.1"));

    @Test
    void fillsInWhatIsKnown() {
        assertThat(names.fill("/apps/{{app}}/segments")).isEqualTo("/apps/a.1/segments");
        assertThatThrownBy(() -> names.fill("{{nobody}}")).hasMessageContaining("nobody");
    }

    @Test
    void learnsOnlyWhatItIsToldTo() {
        assertThat(names.matches("/jobs/{{job_id}}/x", "/jobs/j_7/x", List.of("job_id"))).isTrue();

        assertThat(names.fill("{{job_id}}")).isEqualTo("j_7");
        assertThat(names.matches("{{job_id}}", "j_8", List.of("job_id"))).isFalse();
        assertThatThrownBy(() -> names.matches("{{typo}}", "x", List.of())).hasMessageContaining("typo");
    }

    @Test
    void takesEverythingElseLiterally() {
        assertThat(names.matches("{{app}}", "aX1", List.of())).isFalse();
        assertThat(names.matches("at {{time}}", "at 2026-01-01T00:00:00.000Z", List.of())).isTrue();
        assertThat(names.matches("at {{time}}", "at noon", List.of())).isFalse();
    }
}
