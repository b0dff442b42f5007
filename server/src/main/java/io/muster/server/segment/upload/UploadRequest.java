package io.muster.server.segment.upload;

import io.muster.engine.KeyKind;
import io.muster.engine.rows.Decompression;
import io.muster.engine.rows.KeyColumn;
import io.muster.model.ErrorCode;
import io.muster.model.MusterException;
import io.muster.server.rows.RowFormat;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;

/**
 * How an upload is to be read and what is to be done with it.
 *
 * @param keyspace the keys are identities of; null for ids, or export keys where that is what the column is called
 * @param column where the keys are, in a body of columns or members
 * @param guarded whether keys may have the guard against formulas that exports write, as those of CSV may
 */
record UploadRequest(
        UploadMode mode,
        Unknown unknown,
        boolean dryRun,
        @Nullable String keyspace,
        KeyColumn column,
        char delimiter,
        boolean guarded,
        Decompression compression) {

    private static final String EXPORT_KEY = "export_key";

    /** @throws MusterException INVALID_REQUEST, UNSUPPORTED_ENCODING */
    static UploadRequest of(HttpServletRequest request, UploadMode mode) {
        String keyspace = request.getParameter("keyspace");
        String column = request.getParameter("id_column");
        Unknown unknown = unknown(request.getParameter("unknown"));
        if (mode == UploadMode.REMOVE && unknown != Unknown.SKIP) {
            throw invalid("unknown", "there is nothing to hold or create for members that are removed; leave it out");
        }
        if (unknown == Unknown.CREATE && keyspace != null) {
            throw invalid("unknown", "profiles are created by id, which keyspace " + keyspace + " does not give");
        }
        return new UploadRequest(
                mode,
                unknown,
                flag(request.getParameter("dry_run")),
                keyspace,
                new KeyColumn(candidates(column, keyspace)),
                delimiter(request.getParameter("delimiter")),
                isCsv(request.getContentType()),
                Decompression.ofContentEncoding(request.getHeader("Content-Encoding")));
    }

    /** What keys out of a column of that name are. */
    KeyKind kind(String found) {
        if (keyspace != null) {
            return new KeyKind.Identity(keyspace);
        }
        if (!found.equals(EXPORT_KEY)) {
            return new KeyKind.Id();
        }
        if (unknown == Unknown.CREATE) {
            throw invalid("unknown", "profiles are created by id; export keys are the server's to give");
        }
        return new KeyKind.ExportKey();
    }

    private static List<String> candidates(@Nullable String column, @Nullable String keyspace) {
        if (column != null) {
            return List.of(column);
        }
        return keyspace == null ? List.of("id", EXPORT_KEY) : List.of("identity:" + keyspace, keyspace);
    }

    private static Unknown unknown(@Nullable String given) {
        return given == null
                ? Unknown.SKIP
                : Arrays.stream(Unknown.values())
                        .filter(value -> name(value).equals(given))
                        .findFirst()
                        .orElseThrow(() -> invalid(
                                "unknown",
                                "'" + given + "' cannot be; give "
                                        + Arrays.stream(Unknown.values())
                                                .map(UploadRequest::name)
                                                .collect(Collectors.joining(", "))));
    }

    private static String name(Unknown value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private static boolean flag(@Nullable String given) {
        return switch (given) {
            case null -> false;
            case "true" -> true;
            case "false" -> false;
            default -> throw invalid("dry_run", "'" + given + "' cannot be; give true or false");
        };
    }

    private static boolean isCsv(@Nullable String contentType) {
        return contentType != null
                && MediaType.parseMediaType(contentType)
                        .equalsTypeAndSubtype(MediaType.parseMediaType(RowFormat.CSV_TYPE));
    }

    private static char delimiter(@Nullable String given) {
        if (given == null) {
            return ',';
        }
        if (given.length() != 1 || "\"\n\r\0".contains(given) || given.charAt(0) > 126) {
            throw invalid("delimiter", "'" + given + "' has to be one ASCII character such as ; or a tab");
        }
        return given.charAt(0);
    }

    private static MusterException invalid(String parameter, String what) {
        return new MusterException(ErrorCode.INVALID_REQUEST, parameter + ": " + what + ".");
    }
}
