package io.muster.server.export.form;

import io.muster.model.ErrorCode;
import io.muster.model.MusterException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds the form that suits a caller best (RFC 9110, 12.5). What is as good as another is decided by what the export was
 * asked for in, then by what needs no packing.
 */
public final class Negotiation {

    private final FormWanted wanted;
    private final Form asked;

    private Negotiation(FormWanted wanted, Form asked) {
        this.wanted = wanted;
        this.asked = asked;
    }

    /**
     * Chooses a form.
     *
     * @param asked what the export was asked for in
     * @throws MusterException NOT_ACCEPTABLE, naming what there is; INVALID_REQUEST where a format cannot be packed
     */
    public static FormChoice choose(FormWanted wanted, Form asked) {
        return new Negotiation(wanted, asked).choose();
    }

    /** A kind of file that may be answered, and how much it is wanted. */
    private record Candidate(ExportFormat format, @Nullable Compression packed, double quality) {}

    private FormChoice choose() {
        Candidate best = best();
        Compression compression = wanted.compression();
        if (compression != null) {
            if (best.format().isCompressed() && compression != Compression.NONE) {
                throw new MusterException(
                        ErrorCode.INVALID_REQUEST,
                        "compression: " + best.format().code() + " files are compressed inside; give none.");
            }
            return new FormChoice(new Form(best.format(), compression), false);
        }
        if (best.packed() != null) {
            return new FormChoice(new Form(best.format(), best.packed()), false);
        }
        Compression coding = coding(best.format());
        return new FormChoice(new Form(best.format(), coding), coding != Compression.NONE);
    }

    private Candidate best() {
        if (wanted.format() != null) {
            return new Candidate(wanted.format(), null, 1);
        }
        Preferences types = Preferences.of(wanted.accept());
        return candidates(types).stream()
                .filter(candidate -> candidate.quality() > 0)
                .max(Comparator.comparingDouble(Candidate::quality))
                .orElseThrow(this::noType);
    }

    /** In order: of two that are wanted as much, the first is taken. */
    private List<Candidate> candidates(Preferences types) {
        List<Candidate> candidates = new ArrayList<>();
        candidates.add(candidate(types, asked.format(), asked.isPlain() ? null : asked.compression()));
        for (ExportFormat format : ExportFormat.values()) {
            candidates.add(candidate(types, format, null));
        }
        if (!asked.format().isCompressed()) {
            candidates.add(candidate(types, asked.format(), Compression.GZIP));
            candidates.add(candidate(types, asked.format(), Compression.ZSTD));
        }
        return candidates;
    }

    private static Candidate candidate(Preferences types, ExportFormat format, @Nullable Compression packed) {
        double quality = types.ofType(packed == null ? format.type() : FormChoice.packedType(packed));
        for (String alias : packed == null ? format.aliases() : List.<String>of()) {
            quality = Math.max(quality, types.ofName(alias));
        }
        return new Candidate(format, packed, quality);
    }

    private Compression coding(ExportFormat format) {
        Preferences codings = Preferences.of(wanted.acceptEncoding());
        double plain = codings.ofIdentity();
        double zstd = format.isCompressed() ? 0 : codings.ofCoding("zstd");
        double gzip = format.isCompressed() ? 0 : Math.max(codings.ofCoding("gzip"), codings.ofCoding("x-gzip"));
        if (Math.max(plain, Math.max(zstd, gzip)) <= 0) {
            String codes = format.isCompressed() ? "identity" : "identity, gzip, zstd";
            throw new MusterException(
                    ErrorCode.NOT_ACCEPTABLE,
                    "Accept-Encoding: \"" + wanted.acceptEncoding() + "\" allows none of " + codes + ", in which "
                            + format.code() + " can be had.");
        }
        if (plain >= Math.max(zstd, gzip)) {
            return Compression.NONE;
        }
        return zstd >= gzip ? Compression.ZSTD : Compression.GZIP;
    }

    private MusterException noType() {
        String types = Stream.of(ExportFormat.values()).map(ExportFormat::type).collect(Collectors.joining(", "));
        String packed = asked.format().isCompressed() ? "" : ", application/gzip, application/zstd";
        return new MusterException(
                ErrorCode.NOT_ACCEPTABLE,
                "Accept: \"" + Optional.ofNullable(wanted.accept()).orElse("") + "\" allows none of " + types + packed
                        + ", in which this export can be had.");
    }
}
