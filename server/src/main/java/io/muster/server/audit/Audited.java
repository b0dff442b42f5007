package io.muster.server.audit;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Whether requests to a controller's method go to the audit trail. Without it those do that may change something (what
 * needs another scope than {@code read} and {@code ingest}, and is not a GET), and those that were refused.
 */
@Target({ElementType.METHOD, ElementType.TYPE})
@Retention(RetentionPolicy.RUNTIME)
public @interface Audited {
    /** False for what is asked often, changes nothing and gives out no file. */
    boolean value() default true;
}
