@NullMarked
package io.muster.engine.sql;

import org.jspecify.annotations.NullMarked;
