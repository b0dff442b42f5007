/**
 * What an identity provider says of people who sign in by it (OpenID Connect): where to send them, and who they are when
 * they come back. Who may do what stays with {@link io.muster.server.person}, which is the one that asks.
 */
@NullMarked
package io.muster.server.oidc;

import org.jspecify.annotations.NullMarked;
