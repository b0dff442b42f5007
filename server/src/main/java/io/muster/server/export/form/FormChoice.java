package io.muster.server.export.form;

/**
 * The form that an answer is to have.
 *
 * @param coded whether its packing is a {@code Content-Encoding}, which the receiver takes off, rather than the file's own
 */
public record FormChoice(Form form, boolean coded) {

    /** The answer's {@code Content-Type}. */
    public String contentType(boolean header) {
        if (!coded && !form.isPlain()) {
            return packedType(form.compression());
        }
        return form.format() == ExportFormat.CSV
                ? form.format().type() + ";charset=UTF-8;header=" + (header ? "present" : "absent")
                : form.format().type();
    }

    /** The form whose name a downloaded file has. */
    public Form named() {
        return coded ? form.plain() : form;
    }

    static String packedType(Compression compression) {
        return switch (compression) {
            case NONE -> throw new IllegalArgumentException("a plain file has the type of its format");
            case GZIP -> "application/gzip";
            case ZSTD -> "application/zstd";
        };
    }
}
