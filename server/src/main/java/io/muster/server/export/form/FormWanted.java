package io.muster.server.export.form;

import org.jspecify.annotations.Nullable;

/**
 * What a caller says of the form it wants, all of it optional.
 *
 * @param accept an {@code Accept} header; not looked at where a format is given
 * @param acceptEncoding an {@code Accept-Encoding} header; not looked at where a compression is given
 * @param format this and no other
 * @param compression a file packed so, rather than an answer that is unpacked on its way
 */
public record FormWanted(
        @Nullable String accept,
        @Nullable String acceptEncoding,
        @Nullable ExportFormat format,
        @Nullable Compression compression) {

    /** The form that the export was asked for in. */
    public static final FormWanted ANY = new FormWanted(null, null, null, null);

    /** A file of that format, packed so. */
    public static FormWanted file(ExportFormat format, Compression compression) {
        return new FormWanted(null, null, format, compression);
    }
}
