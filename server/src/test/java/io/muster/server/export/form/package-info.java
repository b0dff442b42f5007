@NullMarked
package io.muster.server.export.form;

import org.jspecify.annotations.NullMarked;
