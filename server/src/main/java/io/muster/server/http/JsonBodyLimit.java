package io.muster.server.http;

import io.muster.model.ErrorCode;
import io.muster.model.MusterException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Type;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.RequestBodyAdviceAdapter;

/** Refuses JSON bodies above a limit. Imports read the request's stream themselves and have none. */
@RestControllerAdvice
class JsonBodyLimit extends RequestBodyAdviceAdapter {
    private static final long BYTES = 1 << 20;

    @Override
    public boolean supports(MethodParameter parameter, Type type, Class<? extends HttpMessageConverter<?>> converter) {
        return true;
    }

    @Override
    public HttpInputMessage beforeBodyRead(
            HttpInputMessage message,
            MethodParameter parameter,
            Type type,
            Class<? extends HttpMessageConverter<?>> converter)
            throws IOException {
        if (message.getHeaders().getContentLength() > BYTES) {
            throw tooLarge();
        }
        InputStream body = new Limited(message.getBody());
        return new HttpInputMessage() {
            @Override
            public InputStream getBody() {
                return body;
            }

            @Override
            public HttpHeaders getHeaders() {
                return message.getHeaders();
            }
        };
    }

    private static MusterException tooLarge() {
        return new MusterException(
                ErrorCode.TOO_LARGE, "The body is larger than the " + BYTES + " bytes that can be sent here.");
    }

    private static final class Limited extends FilterInputStream {
        private long left = BYTES;

        Limited(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int read = super.read();
            count(read < 0 ? 0 : 1);
            return read;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int read = super.read(bytes, offset, length);
            count(read);
            return read;
        }

        private void count(int read) {
            left -= Math.max(read, 0);
            if (left < 0) {
                throw tooLarge();
            }
        }
    }
}
