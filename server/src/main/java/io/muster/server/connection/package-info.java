/**
 * What a connection may take: time for its request's head and body, and how many there may be. Tomcat's own
 * time limits begin anew with every byte.
 */
@NullMarked
package io.muster.server.connection;

import org.jspecify.annotations.NullMarked;
