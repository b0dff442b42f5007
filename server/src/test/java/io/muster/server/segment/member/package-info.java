@NullMarked
package io.muster.server.segment.member;

import org.jspecify.annotations.NullMarked;
