package io.muster.server.facade.artsy;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.muster.model.ErrorCode;
import io.muster.server.http.ErrorEnvelope;
import io.muster.server.http.Problem;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/** {@code {"type", "message", "detail"}}; a type of content that cannot be had or read has words of its own. */
@Component
class ArtsyErrors implements ErrorEnvelope {

    /**
     * What went wrong.
     *
     * @param detail messages by field; null where no field is to blame
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Failure(
            @JsonProperty("type") String type,
            @JsonProperty("message") String message,
            @JsonProperty("detail") @Nullable Map<String, List<String>> detail) {}

    /** That a type of content is none of ours. */
    record WrongType(@JsonProperty("error") String error) {}

    @Override
    public boolean covers(String path) {
        return isAt(ArtsyPaths.ROOT, path) || isAt(ArtsyPaths.OAUTH, path);
    }

    private static boolean isAt(String root, String path) {
        return path.equals(root) || path.startsWith(root + "/");
    }

    @Override
    public ResponseEntity<Object> answer(Problem problem) {
        if (problem.code().equals(ErrorCode.NOT_ACCEPTABLE.code())) {
            return wrongType(HttpHeaders.ACCEPT);
        }
        if (problem.code().equals(ErrorCode.UNSUPPORTED_MEDIA_TYPE.code())) {
            return wrongType(HttpHeaders.CONTENT_TYPE);
        }
        HttpStatus status = status(problem);
        return ResponseEntity.status(status)
                .headers(problem.headers())
                .contentType(MediaType.APPLICATION_JSON)
                .body(new Failure(type(status), problem.detail(), detail(problem)));
    }

    private static ResponseEntity<Object> wrongType(String header) {
        String sent = RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes current
                ? current.getRequest().getHeader(header)
                : null;
        return ResponseEntity.status(HttpStatus.NOT_ACCEPTABLE)
                .contentType(MediaType.APPLICATION_JSON)
                .body(new WrongType(
                        "The requested content-type '" + (sent == null ? "" : sent) + "' is not supported."));
    }

    private static HttpStatus status(Problem problem) {
        boolean ofBody = problem.status() == HttpStatus.UNPROCESSABLE_CONTENT.value();
        return ofBody ? HttpStatus.BAD_REQUEST : HttpStatus.valueOf(problem.status());
    }

    private static String type(HttpStatus status) {
        return switch (status) {
            case UNAUTHORIZED, FORBIDDEN -> "auth_error";
            case BAD_REQUEST -> "param_error";
            default -> "other_error";
        };
    }

    private static @Nullable Map<String, List<String>> detail(Problem problem) {
        Map<String, List<String>> detail = problem.errors().stream()
                .collect(Collectors.groupingBy(
                        fault -> fault.pointer().replaceFirst("^/", "").replaceFirst("/.*$", ""),
                        TreeMap::new,
                        Collectors.mapping(Problem.Fault::detail, Collectors.toList())));
        return detail.isEmpty() ? null : detail;
    }
}
