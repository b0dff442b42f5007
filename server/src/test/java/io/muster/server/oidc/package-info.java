@NullMarked
package io.muster.server.oidc;

import org.jspecify.annotations.NullMarked;
