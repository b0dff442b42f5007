package io.muster.server.export.form;

import java.util.Arrays;

/** One of the shapes in which an export can be had. */
public record Form(ExportFormat format, Compression compression) {

    public Form {
        if (format.isCompressed() && compression != Compression.NONE) {
            throw new IllegalArgumentException(format + " is compressed inside");
        }
    }

    public static Form plain(ExportFormat format) {
        return new Form(format, Compression.NONE);
    }

    /** The same, not packed. */
    public Form plain() {
        return plain(format);
    }

    public boolean isPlain() {
        return compression == Compression.NONE;
    }

    /** What its files are, to whoever knows no {@code Content-Encoding}. */
    public String mediaType() {
        return isPlain() ? format.type() : FormChoice.packedType(compression);
    }

    /** What its files' names end in, without the dot before it: {@code csv.gz}. */
    public String ending() {
        return format.code() + compression.ending();
    }

    /** Reads what {@link #ending} wrote. */
    static Form parse(String ending) {
        return Arrays.stream(ExportFormat.values())
                .flatMap(format -> Arrays.stream(Compression.values())
                        .filter(compression -> compression == Compression.NONE || !format.isCompressed())
                        .map(compression -> new Form(format, compression)))
                .filter(form -> form.ending().equals(ending))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no form is called " + ending));
    }
}
