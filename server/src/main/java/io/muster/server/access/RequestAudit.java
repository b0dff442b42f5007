package io.muster.server.access;

import io.muster.server.audit.AuditEvent;
import io.muster.server.audit.AuditLog;
import io.muster.server.audit.Audited;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;

/**
 * Puts requests into the audit trail when they end: {@code SegmentController.create} as {@code segment.create}. What the
 * use case recorded by itself is not recorded again. Ids of profiles are hashed with the server's key: the trail is kept
 * for ever, and a person may ask to be forgotten.
 */
@Component
public class RequestAudit implements HandlerInterceptor {
    private static final Logger LOG = LoggerFactory.getLogger(RequestAudit.class);
    private static final String PROJECT = RequestAudit.class.getName();
    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");
    private static final Set<Scope> CHANGING = EnumSet.of(Scope.SEGMENTS, Scope.EXPORT, Scope.ERASE, Scope.ADMIN);
    private static final Set<String> OF_OURS = Set.of(
            "project",
            "segment",
            "export",
            "job",
            "application",
            "person",
            "webhook",
            "delivery",
            "schedule",
            "erasure",
            "access",
            "deletion");
    private static final int HASH_DIGITS = 16;

    private final AuditLog log;
    private final SecretVault vault;

    RequestAudit(AuditLog log, SecretVault vault) {
        this.log = log;
        this.vault = vault;
    }

    /** Notes the project that a request concerns. */
    public static void concerns(HttpServletRequest request, String projectId) {
        request.setAttribute(PROJECT, projectId);
    }

    /** The project that a request concerns, where that is known. */
    public static Optional<String> project(HttpServletRequest request) {
        return Optional.ofNullable((String) request.getAttribute(PROJECT));
    }

    @Override
    public void afterCompletion(
            HttpServletRequest request, HttpServletResponse response, Object handler, @Nullable Exception error) {
        if (handler instanceof HandlerMethod method
                && request.getDispatcherType() == DispatcherType.REQUEST
                && !AuditLog.isRecorded(request)
                && isWorthIt(method, request, response.getStatus())) {
            CallerArgument.find().ifPresent(caller -> record(caller, method, request, response.getStatus()));
        }
    }

    private static boolean isWorthIt(HandlerMethod method, HttpServletRequest request, int status) {
        Audited own = AnnotatedElementUtils.findMergedAnnotation(method.getMethod(), Audited.class);
        Audited shared = AnnotatedElementUtils.findMergedAnnotation(method.getBeanType(), Audited.class);
        Audited said = own == null ? shared : own;
        if (status == HttpServletResponse.SC_FORBIDDEN) {
            return true;
        }
        boolean changes = !READING.contains(request.getMethod())
                && ScopeCheck.of(method).filter(CHANGING::contains).isPresent();
        return said == null ? changes : said.value();
    }

    /** The answer is on its way, so a trail that cannot be written is all that can be said. */
    private void record(Caller caller, HandlerMethod method, HttpServletRequest request, int status) {
        boolean good = status < HttpServletResponse.SC_BAD_REQUEST;
        AuditEvent event = new AuditEvent(
                caller.organization(),
                caller.actor(),
                action(method),
                null,
                request.getAttribute(PROJECT) instanceof String project ? project : null,
                good ? AuditEvent.OK : "refused",
                detail(request, status));
        try {
            log.record(event);
        } catch (RuntimeException e) {
            LOG.error("Not in the audit trail: {}", event, e);
        }
    }

    private static String action(HandlerMethod method) {
        String name = method.getBeanType().getSimpleName().replaceFirst("Controller$", "");
        return snake(name) + "." + snake(method.getMethod().getName());
    }

    private static String snake(String name) {
        return name.replaceAll("(?<=[a-z0-9])([A-Z])", "_$1").toLowerCase(Locale.ROOT);
    }

    private Map<String, String> detail(HttpServletRequest request, int status) {
        Map<String, String> detail = new TreeMap<>();
        detail.put("method", request.getMethod());
        detail.put("status", Integer.toString(status));
        if (request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE) instanceof String path) {
            detail.put("path", path);
        }
        if (request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE) instanceof Map<?, ?> variables) {
            variables.forEach((name, value) -> detail.put(name.toString(), shown(name.toString(), value.toString())));
        }
        return detail;
    }

    private String shown(String name, String value) {
        return OF_OURS.contains(name)
                ? value
                : "hmac:" + vault.pseudonym("audit", value).substring(0, HASH_DIGITS);
    }
}
