@NullMarked
package io.muster.server.storage;

import org.jspecify.annotations.NullMarked;
