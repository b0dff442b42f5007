/**
 * The User Segments Export interface of mParticle Analytics (formerly Indicative), under {@code /service}: an export is an
 * export. It puts what the use cases say into that interface's words; it has no rule, query or state of its own.
 */
@NullMarked
package io.muster.server.facade.mparticle;

import org.jspecify.annotations.NullMarked;
