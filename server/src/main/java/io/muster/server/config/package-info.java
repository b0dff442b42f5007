/**
 * Settings, and the wiring of what is not a Spring bean by itself. The only package that knows which engine is used.
 */
@NullMarked
package io.muster.server.config;

import org.jspecify.annotations.NullMarked;
