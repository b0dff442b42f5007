/** Exports that are made again and again. {@link io.muster.server.export.schedule.ExportSchedules} is the public face. */
@NullMarked
package io.muster.server.export.schedule;

import org.jspecify.annotations.NullMarked;
