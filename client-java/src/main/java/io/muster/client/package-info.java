/**
 * The Java client of Muster's HTTP interface. It owns talking to a server: credentials, retries, paging, resumed
 * downloads and their proof. It uses the JDK's HTTP client and Jackson and nothing else; start at {@link
 * io.muster.client.MusterClient}.
 */
@NullMarked
package io.muster.client;

import org.jspecify.annotations.NullMarked;
