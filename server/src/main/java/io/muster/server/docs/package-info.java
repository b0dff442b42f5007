/**
 * The interface's description: {@code openapi.yaml} as JSON and as a page.
 */
@NullMarked
package io.muster.server.docs;

import org.jspecify.annotations.NullMarked;
