/**
 * Signed tokens: issuing, checking and revoking them, and the keys that sign them.
 */
@NullMarked
package io.muster.server.token;

import org.jspecify.annotations.NullMarked;
