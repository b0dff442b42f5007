/**
 * Background work that survives the end of the process. Owns the tables {@code job} (what callers see) and, for
 * each {@link io.muster.server.job.Lane}, one of db-scheduler's: who runs what, and when. A feature brings a {@link
 * io.muster.server.job.JobRunner} or {@link io.muster.server.job.RecurringWork} as a bean and starts work through {@link
 * io.muster.server.job.Jobs}.
 */
@NullMarked
package io.muster.server.job;

import org.jspecify.annotations.NullMarked;
