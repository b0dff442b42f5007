package io.muster.server.conformance;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The statements, by id, that a test method proves; they stand in {@code conformance/*.yaml}. Whether it passed is
 * recorded, and {@link ConformanceCheck} holds the documentation to it.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(ResultRecorder.class)
public @interface Proves {
    String[] value();
}
