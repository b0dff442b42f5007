package io.muster.server.test;

import io.muster.server.config.MusterProperties;
import io.muster.server.outbound.GuardedResolver;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

/** Parts of the package outbound, for what is tested without a server. */
public final class OutboundParts {
    private OutboundParts() {}

    /** The resolver that a server with these settings has. */
    public static GuardedResolver resolver(MusterProperties settings) {
        try (var context = new AnnotationConfigApplicationContext()) {
            context.registerBean(MusterProperties.class, () -> settings);
            context.scan("io.muster.server.outbound");
            context.refresh();
            return context.getBean(GuardedResolver.class);
        }
    }
}
