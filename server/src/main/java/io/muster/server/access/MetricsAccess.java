package io.muster.server.access;

import java.net.InetAddress;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;

/** Lets in who answers for the installation, and processes of this machine; not what a proxy on it passes on. */
final class MetricsAccess implements AuthorizationManager<RequestAuthorizationContext> {

    @Override
    public AuthorizationDecision authorize(
            Supplier<? extends @Nullable Authentication> authentication, RequestAuthorizationContext context) {
        boolean operator = authentication.get() instanceof CallerAuthentication known
                && known.caller().isOperator();
        boolean forwarded = context.getRequest().getHeader("X-Forwarded-For") != null
                || context.getRequest().getHeader("Forwarded") != null;
        return new AuthorizationDecision(
                operator || (!forwarded && isLoopback(context.getRequest().getRemoteAddr())));
    }

    private static boolean isLoopback(String address) {
        return Network.literal(address).filter(InetAddress::isLoopbackAddress).isPresent();
    }
}
