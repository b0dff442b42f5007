/**
 * What every answer has in common: problem documents, request ids, JSON, pages, request bodies. May be used by every
 * feature and uses none.
 */
@NullMarked
package io.muster.server.http;

import org.jspecify.annotations.NullMarked;
