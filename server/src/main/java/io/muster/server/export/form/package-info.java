/**
 * The shapes of a finished export: which there are, which one a caller wants, and how one is made from another, once, and
 * kept. {@link io.muster.server.export.form.Forms} is the public face.
 */
@NullMarked
package io.muster.server.export.form;

import org.jspecify.annotations.NullMarked;
