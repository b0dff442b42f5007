/**
 * Where the files of finished exports lie: in the data directory, and where {@code muster.storage} is {@code s3}, in a bucket
 * of which the directory has copies of what was read lately. May use the catalogue and {@code storage}.
 */
@NullMarked
package io.muster.server.export.file;

import org.jspecify.annotations.NullMarked;
