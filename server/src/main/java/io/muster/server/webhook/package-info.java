/**
 * Tells others what happened: webhooks that a project keeps, callbacks that one request asked for. Both are messages,
 * signed as Standard Webhooks says and tried again for a day. {@link io.muster.server.webhook.Webhooks} and {@link
 * io.muster.server.webhook.Callbacks} are the public faces.
 */
@NullMarked
package io.muster.server.webhook;

import org.jspecify.annotations.NullMarked;
