package io.muster.server.http;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;

/** Answers where a filter or the servlet container gave up on a request. */
@Controller
class ErrorPage implements ErrorController {
    private final Problems problems;

    ErrorPage(Problems problems) {
        this.problems = problems;
    }

    @RequestMapping("${server.error.path:/error}")
    void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Object status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
        Object path = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
        Object error = request.getAttribute(RequestDispatcher.ERROR_EXCEPTION);
        String asked = (path == null ? request.getRequestURI() : path).toString();
        Problem problem = error instanceof Throwable thrown
                ? problems.of(thrown)
                : Problems.ofStatus(status instanceof Integer code ? code : 404, asked);
        problems.write(response, problems.answer(RequestPath.of(request), problem));
    }
}
