/**
 * Who may call: applications, their credentials and scopes, and the filter chain that asks for them.
 */
@NullMarked
package io.muster.server.access;

import org.jspecify.annotations.NullMarked;
