/**
 * How much callers may ask for: token buckets a caller, project and organization, and a project's quotas.
 */
@NullMarked
package io.muster.server.limit;

import org.jspecify.annotations.NullMarked;
