package io.muster.server.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.muster.server.test.TestSettings;
import java.net.InetAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressGuardTest {
    private final AddressGuard guard = new AddressGuard(TestSettings.of());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1", "127.255.0.9", "0.0.0.0", "0.1.2.3", "10.0.0.1", "172.16.0.1", "172.31.255.255",
                "192.168.1.1", "100.64.0.1", "100.127.255.255", "100.100.100.200", "169.254.169.254", "192.0.0.170",
                "192.0.2.5", "192.88.99.1", "198.18.0.1", "198.19.255.1", "198.51.100.1", "203.0.113.7", "224.0.0.1",
                "239.255.255.255", "240.0.0.1", "255.255.255.255", "168.63.129.16", "::", "::1", "::ffff:127.0.0.1",
                "::ffff:10.1.2.3", "::7f00:1", "fe80::1", "fec0::1", "fc00::1", "fd00:ec2::254", "ff02::1", "2001::1",
                "2001:db8::1", "2002:7f00:1::", "3fff::1", "64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe", "64:ff9b:1::1",
                "100::1", "5f00::1"
            })
    void refusesWhatIsNotOfThePublicInternet(String address) {
        assertThat(guard.allows(InetAddress.ofLiteral(address))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.1.1.1", "8.8.8.8", "100.63.255.255", "100.128.0.1", "172.32.0.1", "172.15.0.1", "192.0.1.1",
                "198.20.0.1", "223.255.255.255", "2606:4700::1111", "2a00:1450::1", "64:ff9b::808:808"
            })
    void allowsThePublicInternet(String address) {
        assertThat(guard.allows(InetAddress.ofLiteral(address))).isTrue();
    }

    @Test
    void aSettingAllowsNetworksAndNothingBesideThem() {
        AddressGuard open = new AddressGuard(TestSettings.of("muster.outbound.allow", "10.1.0.0/16, ::1"));

        assertThat(open.allows(InetAddress.ofLiteral("10.1.200.3"))).isTrue();
        assertThat(open.allows(InetAddress.ofLiteral("::1"))).isTrue();
        assertThat(open.allows(InetAddress.ofLiteral("10.2.0.1"))).isFalse();
        assertThat(open.allows(InetAddress.ofLiteral("127.0.0.1"))).isFalse();
    }

    @Test
    void aSettingThatIsNoNetworkIsNamed() {
        assertThatThrownBy(() -> new AddressGuard(TestSettings.of("muster.outbound.allow", "intranet")))
                .hasMessageContaining("muster.outbound.allow: 'intranet' is not a network");
    }
}
