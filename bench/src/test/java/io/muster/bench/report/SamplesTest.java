package io.muster.bench.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class SamplesTest {

    @Test
    void takesTheMiddleOfAnOddNumber() {
        assertThat(Samples.of(9, 1, 5).median()).isEqualTo(5);
    }

    @Test
    void takesHalfwayBetweenTheMiddleTwoOfAnEvenNumber() {
        assertThat(Samples.of(8, 1, 2, 4).median()).isEqualTo(3);
    }

    @Test
    void knowsTheSmallestTheLargestAndWhatMostStayBelow() {
        Samples samples = Samples.of(3, 1, 2, 10);

        assertThat(samples.min()).isEqualTo(1);
        assertThat(samples.max()).isEqualTo(10);
        assertThat(samples.quantile(0.75)).isEqualTo(3);
        assertThat(samples.quantile(0.99)).isEqualTo(10);
    }

    @Test
    void comparesMedians() {
        assertThat(Samples.of(30, 60, 1).ratioTo(Samples.of(20, 10, 1000))).isEqualTo(1.5);
    }

    @Test
    void refusesToBeEmpty() {
        assertThatThrownBy(() -> new Samples(List.of())).isInstanceOf(IllegalArgumentException.class);
    }
}
