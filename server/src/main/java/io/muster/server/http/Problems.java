package io.muster.server.http;

import io.muster.model.ErrorCode;
import io.muster.model.MusterException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.catalina.connector.ClientAbortException;
import org.apache.coyote.BadRequestException;
import org.apache.coyote.CloseNowException;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.stereotype.Component;
import org.springframework.web.ErrorResponse;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;
import tools.jackson.databind.json.JsonMapper;

/** The one place that turns an exception into a {@link Problem}, and a problem into bytes. Thread-safe. */
@Component
public class Problems {
    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);
    private static final int RETRY_SECONDS = 5;

    private final JsonMapper json;
    private final List<ErrorEnvelope> envelopes;

    Problems(JsonMapper json, List<ErrorEnvelope> envelopes) {
        this.json = json;
        this.envelopes = envelopes;
    }

    /** The problem in the words of the interface that the path belongs to. */
    ResponseEntity<Object> answer(String path, Problem problem) {
        return envelopes.stream()
                .filter(envelope -> envelope.covers(path))
                .findFirst()
                .map(envelope -> envelope.answer(problem))
                .orElseGet(() -> ResponseEntity.status(problem.status())
                        .headers(problem.headers())
                        .contentType(Problem.MEDIA_TYPE)
                        .body(problem));
    }

    /** The problem that a caller is told of; what it may not know goes to the log. */
    Problem of(Throwable error) {
        return switch (error) {
            case MusterException known -> known(known);
            case ProblemException known -> known.problem();
            case HttpMessageNotReadableException unreadable -> JsonFaults.problem(unreadable);
            case HttpRequestMethodNotSupportedException method -> method(method);
            case HttpMediaTypeNotSupportedException type -> mediaType(type);
            case HttpMediaTypeNotAcceptableException accept -> notAcceptable(accept);
            case InvalidParameterException undecodable ->
                Problem.of(
                        ErrorCode.INVALID_REQUEST,
                        "A parameter of the query or the form is not UTF-8 behind its percent signs.");
            case NumberFormatException number
            when isOfJson(number) ->
                Problem.of(ErrorCode.INVALID_JSON, "A number has an exponent that no number can have.");
            case SocketTimeoutException silent ->
                known(new MusterException(
                        ErrorCode.REQUEST_TIMEOUT, "The body fell silent before its end; nothing was kept."));
            case EOFException cut -> brokenOff();
            case ClientAbortException gone -> brokenOff();
            case CloseNowException ended -> brokenOff();
            case BadRequestException malformed ->
                Problem.of(ErrorCode.INVALID_REQUEST, "The body is not framed as HTTP wants it; nothing was kept.");
            case IOException ended when ended.getCause() instanceof MusterException known -> known(known);
            case ErrorResponse response -> ofStatus(response.getStatusCode(), detail(response), response.getHeaders());
            default -> unknown(error);
        };
    }

    private static Problem known(MusterException error) {
        if (error.code() == ErrorCode.INTERNAL) {
            return unknown(error);
        }
        if (error.code() == ErrorCode.UNAUTHORIZED) {
            return ProblemException.with(error.code(), error.detail())
                    .header(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"muster\", charset=\"UTF-8\"")
                    .problem();
        }
        if (error.code() == ErrorCode.OVERLOADED) {
            return ProblemException.retryAfter(error.code(), error.detail(), RETRY_SECONDS)
                    .problem();
        }
        if (error.code() == ErrorCode.NOT_ACCEPTABLE) {
            HttpHeaders headers = new HttpHeaders();
            headers.set(HttpHeaders.VARY, "Accept, Accept-Encoding");
            return Problem.of(error.code(), error.detail(), error.errors(), Map.of(), headers);
        }
        if (error.code() == ErrorCode.REQUEST_TIMEOUT) {
            return ProblemException.with(error.code(), error.detail())
                    .header(HttpHeaders.CONNECTION, "close")
                    .problem();
        }
        return Problem.of(error);
    }

    /** Jackson lets this one through as it is. */
    private static boolean isOfJson(NumberFormatException error) {
        return error.getStackTrace().length > 0
                && error.getStackTrace()[0].getClassName().startsWith("tools.jackson.core.");
    }

    /** Most often there is nobody left to tell. */
    private static Problem brokenOff() {
        return Problem.of(ErrorCode.INVALID_REQUEST, "The body broke off before its end; nothing was kept.");
    }

    private static Problem unknown(Throwable error) {
        if (!(error instanceof AsyncRequestNotUsableException)) {
            LOG.error("A request failed", error);
        }
        return Problem.of(ErrorCode.INTERNAL, "Something went wrong here. The log has it under the request id.");
    }

    private static Problem method(HttpRequestMethodNotSupportedException error) {
        String allowed = String.join(", ", Objects.requireNonNullElse(error.getSupportedMethods(), new String[] {}));
        String detail = error.getMethod() + " is not possible here; use " + allowed + ".";
        return Problem.of(ErrorCode.METHOD_NOT_ALLOWED, detail, List.of(), Map.of(), error.getHeaders());
    }

    private static Problem mediaType(HttpMediaTypeNotSupportedException error) {
        MediaType given = error.getContentType();
        String supported = MediaType.toString(error.getSupportedMediaTypes());
        String detail = "Content-Type: " + (given == null ? "missing" : given) + "; send " + supported + ".";
        return Problem.of(ErrorCode.UNSUPPORTED_MEDIA_TYPE, detail, List.of(), Map.of(), error.getHeaders());
    }

    private static Problem notAcceptable(HttpMediaTypeNotAcceptableException error) {
        String supported = MediaType.toString(error.getSupportedMediaTypes());
        return Problem.of(ErrorCode.NOT_ACCEPTABLE, "Accept: this can be had as " + supported + ".");
    }

    private static String detail(ErrorResponse response) {
        String detail = response.getBody().getDetail();
        return detail == null ? "The request cannot be answered." : detail;
    }

    /** The problem for a bare HTTP status, as filters and the servlet container give. */
    static Problem ofStatus(HttpStatusCode status, String detail, HttpHeaders headers) {
        ErrorCode code = code(status);
        String shown =
                code == ErrorCode.INTERNAL ? "Something went wrong here. The log has it under the request id." : detail;
        return Problem.of(code, shown, List.of(), Map.of(), headers);
    }

    private static ErrorCode code(HttpStatusCode status) {
        return switch (status.value()) {
            case 401 -> ErrorCode.UNAUTHORIZED;
            case 403 -> ErrorCode.FORBIDDEN;
            case 404 -> ErrorCode.NOT_FOUND;
            case 405 -> ErrorCode.METHOD_NOT_ALLOWED;
            case 406 -> ErrorCode.NOT_ACCEPTABLE;
            case 408 -> ErrorCode.REQUEST_TIMEOUT;
            case 409 -> ErrorCode.CONFLICT;
            case 413 -> ErrorCode.TOO_LARGE;
            case 415 -> ErrorCode.UNSUPPORTED_MEDIA_TYPE;
            case 429 -> ErrorCode.TOO_MANY_REQUESTS;
            case 501 -> ErrorCode.NOT_IMPLEMENTED;
            case 503 -> ErrorCode.OVERLOADED;
            default -> status.is4xxClientError() ? ErrorCode.INVALID_REQUEST : ErrorCode.INTERNAL;
        };
    }

    static Problem ofStatus(int status, @Nullable String path) {
        String detail =
                switch (status) {
                    case 404 -> "There is nothing at " + path + ".";
                    case 501 ->
                        "The request needs something that this server does not have; send its body plain or with"
                                + " Transfer-Encoding: chunked.";
                    default -> "The request cannot be understood.";
                };
        return ofStatus(HttpStatusCode.valueOf(status), detail, HttpHeaders.EMPTY);
    }

    /** Writes the problem as the whole answer, for where Spring MVC does not reach. */
    public void write(HttpServletResponse response, ErrorCode code, String detail) throws IOException {
        write(response, Problem.of(code, detail));
    }

    /** As {@link #write(HttpServletResponse, ErrorCode, String)}, in the words of the interface of that path. */
    public void write(String path, HttpServletResponse response, ErrorCode code, String detail) throws IOException {
        write(response, answer(path, Problem.of(code, detail)));
    }

    void write(HttpServletResponse response, Problem problem) throws IOException {
        write(response, answer("", problem));
    }

    void write(HttpServletResponse response, ResponseEntity<Object> answer) throws IOException {
        byte[] body = json.writeValueAsString(answer.getBody()).getBytes(StandardCharsets.UTF_8);
        response.setStatus(answer.getStatusCode().value());
        answer.getHeaders().forEach((name, values) -> values.forEach(value -> response.setHeader(name, value)));
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}
