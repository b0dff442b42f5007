package io.muster.server.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.muster.server.catalog.Catalog;
import io.muster.server.test.Database;
import io.muster.server.test.OnEachDatabase;
import io.muster.server.test.TestServer;
import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

@OnEachDatabase
class AuditLogTest {
    private static final AuditEvent EVENT = AuditEvent.ok("o-of-audit-log-test", "system", "test.done", "this");

    private final AuditLog log;
    private final Catalog catalog;
    private final HttpServletRequest request = request();

    AuditLogTest(Database database) {
        TestServer server = TestServer.on(database);
        this.log = server.bean(AuditLog.class);
        this.catalog = server.bean(Catalog.class);
        RequestContextHolder.setRequestAttributes(new ServletRequestAttributes(request));
    }

    @AfterEach
    void forget() {
        RequestContextHolder.resetRequestAttributes();
    }

    @Test
    void aRequestIsRecordedWhenItsEntryIsCommitted() {
        catalog.change(db -> {
            log.record(EVENT);
            assertThat(AuditLog.isRecorded(request)).isFalse();
        });

        assertThat(AuditLog.isRecorded(request)).isTrue();
    }

    /** What was undone is still to be told as refused. */
    @Test
    void anEntryThatWasUndoneDoesNotCount() {
        assertThatThrownBy(() -> catalog.change(db -> {
                    log.record(EVENT);
                    throw new IllegalStateException("no");
                }))
                .hasMessage("no");

        assertThat(AuditLog.isRecorded(request)).isFalse();
    }

    private static HttpServletRequest request() {
        Map<String, @Nullable Object> attributes = new HashMap<>();
        return (HttpServletRequest) Proxy.newProxyInstance(
                AuditLogTest.class.getClassLoader(),
                new Class<?>[] {HttpServletRequest.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "getAttribute" -> attributes.get((String) arguments[0]);
                    case "setAttribute" -> attributes.put((String) arguments[0], arguments[1]);
                    case "getRemoteAddr" -> "192.0.2.1";
                    default -> null;
                });
    }
}
