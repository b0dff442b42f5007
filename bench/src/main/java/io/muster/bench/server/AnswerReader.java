package io.muster.bench.server;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Reads HTTP/1.1 answers from one connection: bodies of a given length, in chunks, or none. */
final class AnswerReader {

    private final InputStream in;
    private final byte[] buffer = new byte[1 << 16];

    AnswerReader(InputStream in) {
        this.in = in;
    }

    /** Reads one answer; a body of status 200 goes to {@code target}, any other into the answer. */
    HttpAnswer read(OutputStream target) throws IOException {
        String[] status = line().split(" ", 3);
        if (status.length < 2) {
            throw new IOException("No HTTP status line: " + String.join(" ", status));
        }
        int code = Integer.parseInt(status[1]);
        Map<String, String> headers = headers();
        var kept = new ByteArrayOutputStream();
        body(code, headers, code == 200 ? target : kept);
        return new HttpAnswer(code, headers, kept.toString(StandardCharsets.UTF_8));
    }

    private Map<String, String> headers() throws IOException {
        Map<String, String> headers = new HashMap<>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        return headers;
    }

    private void body(int status, Map<String, String> headers, OutputStream target) throws IOException {
        if (status == 204 || status == 304) {
            return;
        }
        String length = headers.get("content-length");
        if (length != null) {
            copy(Long.parseLong(length), target);
        } else if ("chunked".equalsIgnoreCase(headers.get("transfer-encoding"))) {
            chunks(target);
        } else {
            in.transferTo(target);
        }
    }

    private void chunks(OutputStream target) throws IOException {
        while (true) {
            String size = line();
            int extension = size.indexOf(';');
            long bytes = Long.parseLong(extension < 0 ? size : size.substring(0, extension), 16);
            copy(bytes, target);
            line();
            if (bytes == 0) {
                return;
            }
        }
    }

    private void copy(long bytes, OutputStream target) throws IOException {
        long left = bytes;
        while (left > 0) {
            int read = in.read(buffer, 0, (int) Math.min(buffer.length, left));
            if (read < 0) {
                throw new EOFException("The connection ended " + left + " bytes before the answer did");
            }
            target.write(buffer, 0, read);
            left -= read;
        }
    }

    private String line() throws IOException {
        var line = new ByteArrayOutputStream(128);
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException("The connection ended before the answer did");
            }
            if (next != '\r') {
                line.write(next);
            }
        }
        return line.toString(StandardCharsets.ISO_8859_1);
    }
}
