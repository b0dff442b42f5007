@NullMarked
package io.muster.server.segment.upload;

import org.jspecify.annotations.NullMarked;
