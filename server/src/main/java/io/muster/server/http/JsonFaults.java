package io.muster.server.http;

import io.muster.model.ErrorCode;
import io.muster.model.MusterException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.converter.HttpMessageNotReadableException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.exc.MismatchedInputException;

/** Says in words why a body is not the JSON object that was wanted. */
final class JsonFaults {
    private JsonFaults() {}

    static Problem problem(HttpMessageNotReadableException error) {
        return switch (error.getCause()) {
            case MusterException known -> Problem.of(known);
            case MismatchedInputException mismatch ->
                Problem.of(ErrorCode.INVALID_JSON, "The body has to be a JSON object" + end(mismatch));
            case StreamConstraintsException limit ->
                Problem.of(
                        ErrorCode.TOO_DEEP,
                        "The body goes beyond what is read: " + firstLine(limit.getOriginalMessage()));
            case StreamReadException syntax -> Problem.of(ErrorCode.INVALID_JSON, syntax(syntax));
            case null -> Problem.of(ErrorCode.INVALID_JSON, "The body is missing; send a JSON object.");
            default -> Problem.of(ErrorCode.INVALID_JSON, "The body cannot be read as a JSON object.");
        };
    }

    private static String end(MismatchedInputException mismatch) {
        return mismatch.getOriginalMessage().contains("end-of-input") ? "; it is empty." : ".";
    }

    private static String syntax(JacksonException error) {
        TokenStreamLocation at = error.getLocation();
        return place(at) + firstLine(error.getOriginalMessage());
    }

    private static String place(@Nullable TokenStreamLocation at) {
        return at == null ? "" : "Line " + at.getLineNr() + ", column " + at.getColumnNr() + ": ";
    }

    private static String firstLine(String message) {
        int end = message.indexOf('\n');
        return end < 0 ? message : message.substring(0, end);
    }
}
