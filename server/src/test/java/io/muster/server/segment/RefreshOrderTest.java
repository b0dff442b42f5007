package io.muster.server.segment;

import static io.muster.server.segment.SampleClaims.claim;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.server.segment.RefreshStore.Claim;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class RefreshOrderTest {

    @Test
    void parentsComeBeforeChildrenHoweverSlow() {
        assertThat(order(claim("a", 1, 0, "b", "c"), claim("b", 900, 0, "c"), claim("c", 5_000, 0)))
                .containsExactly("c", "b", "a");
    }

    @Test
    void whatWasQuickComesFirst() {
        assertThat(order(claim("a", 300, 0), claim("b", 20, 0), claim("c", 100, 0)))
                .containsExactly("b", "c", "a");
    }

    @Test
    void whatFailedComesLast() {
        assertThat(order(claim("a", 1, 2), claim("b", 900, 0), claim("c", 1, 1)))
                .containsExactly("b", "c", "a");
    }

    @Test
    void nothingIsLostInACycle() {
        assertThat(order(claim("a", 1, 0, "b"), claim("b", 1, 0, "a"), claim("c", 1, 0)))
                .containsExactly("c", "a", "b");
    }

    private static List<String> order(Claim... claims) {
        return RefreshOrder.of(Arrays.asList(claims)).stream()
                .map(claim -> claim.segment().key())
                .toList();
    }
}
