package io.muster.server.access;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddressRangeTest {
    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/8, 10.1.2.3, true",
        "10.0.0.0/8, 10.1.0.0/16, true",
        "10.1.0.0/16, 10.0.0.0/8, false",
        "10.0.0.0/8, 11.0.0.0/8, false",
        "2001:db8::/32, 2001:db8:1::/48, true",
        // The same bits in an address of the other kind are another address.
        "127.0.0.0/8, ::7f00:1, false",
        "0.0.0.0/0, ::/0, false",
        "::/0, 10.1.2.3, false",
        "::/96, 10.0.0.0/8, false"
    })
    void coversWhatBeginsAsItDoes(String range, String other, boolean covered) {
        assertThat(AddressRange.of(range).covers(AddressRange.of(other))).isEqualTo(covered);
    }
}
