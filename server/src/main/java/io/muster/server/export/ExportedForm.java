package io.muster.server.export;

import io.muster.server.export.form.OpenForm;

/**
 * A finished export in one form.
 *
 * @param fileName for whoever downloads it
 * @param contentType of the bytes, once {@code contentEncoding} is taken off
 * @param contentEncoding what the bytes are packed with on their way; empty for nothing
 */
public record ExportedForm(String fileName, String contentType, String contentEncoding, OpenForm bytes) {}
