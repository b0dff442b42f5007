package io.muster.engine.rows;

import io.muster.model.ErrorCode;
import io.muster.model.MusterException;
import java.util.List;
import java.util.stream.Collectors;

/** Which column has the keys: the first of these that a file has. */
public record KeyColumn(List<String> candidates) {

    public KeyColumn {
        candidates = List.copyOf(candidates);
    }

    /** The place of the keys' column in a header; INVALID_MAPPING where there is none, or several of the name. */
    int in(List<String> header) {
        for (String candidate : candidates) {
            int first = header.indexOf(candidate);
            if (first >= 0 && first != header.lastIndexOf(candidate)) {
                throw new MusterException(
                        ErrorCode.INVALID_MAPPING, "The file has several columns " + RowRefused.shown(candidate) + ".");
            }
            if (first >= 0) {
                return first;
            }
        }
        throw missing("The file has no column");
    }

    MusterException missing(String what) {
        String names = candidates.stream().map(RowRefused::shown).collect(Collectors.joining(" or "));
        return new MusterException(
                ErrorCode.INVALID_MAPPING, what + " " + names + "; say with id_column which one has the keys.");
    }
}
