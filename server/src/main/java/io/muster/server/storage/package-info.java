/**
 * Places outside of this server that files are copied to: S3, SFTP and directories. A {@link
 * io.muster.server.storage.Target} copies one file and proves that it arrived; {@link io.muster.server.storage.Targets}
 * makes them. A {@link io.muster.server.storage.Bucket} is where the server itself keeps files. Nothing here knows what the
 * files are.
 */
@NullMarked
package io.muster.server.storage;

import org.jspecify.annotations.NullMarked;
