package io.muster.server.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.muster.model.MusterException;
import io.muster.server.test.TestSettings;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutboundUrlsTest {
    private final OutboundUrls urls = new OutboundUrls(new AddressGuard(TestSettings.of()));

    @ParameterizedTest
    @ValueSource(strings = {"https://hooks.example.com/x?y=1", "HTTP://example.com:8080/", "https://1.1.1.1/a"})
    void takesWebAddresses(String url) {
        assertThat(urls.parse(url)).hasToString(url);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", "hooks.example.com", "ftp://example.com/", "file:///etc/passwd", "gopher://example.com/", "http:///x",
                "https://user:secret@example.com/", "https://example.com/#part", "http://127.0.0.1/", "http://[::1]/",
                "http://2130706433/", "http://127.1/", "http://169.254.169.254/latest/meta-data/",
                "http://[::ffff:10.0.0.1]/", "https://example.com:0/", "https://example.com:70000/", "https://a b/"
            })
    void refusesAllElse(String url) {
        assertThatThrownBy(() -> urls.parse(url))
                .isInstanceOf(MusterException.class)
                .hasMessageContaining("give a URL such as");
    }
}
