/**
 * Exports: a request for members becomes a job, the job one file made from one data version, and the file comes with a
 * manifest that proves it. {@link io.muster.server.export.Exports} is the public face.
 */
@NullMarked
package io.muster.server.export;

import org.jspecify.annotations.NullMarked;
