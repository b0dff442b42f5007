/**
 * The interface of Artisan, under {@code /public/api}: apps are projects, users are profiles, and a job is an export.
 * It puts what the use cases say into Artisan's words; it has no rule, query or state of its own.
 */
@NullMarked
package io.muster.server.facade.artisan;

import org.jspecify.annotations.NullMarked;
