package io.muster.server.export;

import io.muster.model.ErrorCode;
import io.muster.model.MusterException;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** Constants as callers write them: in lower case. */
final class Constants {

    private Constants() {}

    /** @throws MusterException INVALID_REQUEST, naming those there are */
    static <E extends Enum<E>> E parse(Class<E> type, String field, String text) {
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> constant.name().toLowerCase(Locale.ROOT).equals(text))
                .findFirst()
                .orElseThrow(() -> new MusterException(
                        ErrorCode.INVALID_REQUEST,
                        field + " is '" + text + "'; give one of "
                                + Arrays.stream(type.getEnumConstants())
                                        .map(constant -> constant.name().toLowerCase(Locale.ROOT))
                                        .collect(Collectors.joining(", "))
                                + "."));
    }
}
