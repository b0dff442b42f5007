package io.muster.server.http;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.UUID;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.apache.coyote.ActionCode;
import org.jspecify.annotations.Nullable;

/**
 * What Tomcat refuses before any filter has seen it, such as a malformed request line, is a problem document too. An answer that
 * fails after its first bytes breaks off: one of unknown length would otherwise look complete.
 */
final class ProblemValve extends ErrorReportValve {

    private static final String BROKEN_OFF = ProblemValve.class.getName() + ".broken-off";

    private final Transport transport;

    ProblemValve(Transport transport) {
        this.transport = transport;
    }

    /** Has the connection closed before the end of the answer. */
    static void breakOff(HttpServletRequest request) {
        request.setAttribute(BROKEN_OFF, true);
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        super.invoke(request, response);
        if (request.getAttribute(BROKEN_OFF) != null) {
            response.getCoyoteResponse().action(ActionCode.CLOSE_NOW, null);
        }
    }

    @Override
    protected void report(Request request, Response response, @Nullable Throwable throwable) {
        int status = response.getStatus();
        if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        String id = "r_" + UUID.randomUUID().toString().replace("-", "");
        // Its words hold nothing of the request's, and nothing that JSON would escape.
        Problem problem = Problems.ofStatus(status, "that path");
        try {
            response.setHeader(RequestId.HEADER, id);
            response.setHeader("X-Content-Type-Options", "nosniff");
            response.setHeader("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
            if (transport.isSecure(request)) {
                response.setHeader("Strict-Transport-Security", Transport.STAY_SECURE);
            }
            response.setContentType(Problem.MEDIA_TYPE.toString());
            String text = """
                    {"type":"%s","title":"%s","status":%d,\
                    "detail":"%s","code":"%s","request_id":"%s","errors":[]}""".formatted(problem.type(), problem.title(), status, problem.detail(), problem.code(), id);
            response.getReporter().write(text);
            response.finishResponse();
        } catch (IOException | IllegalStateException e) {
            getContainer().getLogger().debug("The caller is gone", e);
        }
    }
}
