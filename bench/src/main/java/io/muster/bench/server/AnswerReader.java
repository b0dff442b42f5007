package io.muster.bench.server;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Reads HTTP/1.1 answers from one connection: bodies of a given length, in chunks, or none. Bytes go on without passing through
 * the heap, for the client runs on the cores that are measured.
 */
final class AnswerReader {

    private final ReadableByteChannel in;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(1 << 18).flip();

    AnswerReader(ReadableByteChannel in) {
        this.in = in;
    }

    /** Reads one answer; a body of status 200 goes to {@code target}, any other into the answer. */
    HttpAnswer read(WritableByteChannel target) throws IOException {
        String[] status = line().split(" ", 3);
        if (status.length < 2) {
            throw new IOException("No HTTP status line: " + String.join(" ", status));
        }
        int code = Integer.parseInt(status[1]);
        Map<String, String> headers = headers();
        var kept = new ByteArrayOutputStream();
        body(code, headers, code == 200 ? target : Channels.newChannel(kept));
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

    private void body(int status, Map<String, String> headers, WritableByteChannel target) throws IOException {
        if (status == 204 || status == 304) {
            return;
        }
        String length = headers.get("content-length");
        if (length != null) {
            copy(Long.parseLong(length), target);
        } else if ("chunked".equalsIgnoreCase(headers.get("transfer-encoding"))) {
            chunks(target);
        } else {
            while (fill()) {
                write(buffer.remaining(), target);
            }
        }
    }

    private void chunks(WritableByteChannel target) throws IOException {
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

    private void copy(long bytes, WritableByteChannel target) throws IOException {
        long left = bytes;
        while (left > 0) {
            if (!fill()) {
                throw new EOFException("The connection ended " + left + " bytes before the answer did");
            }
            int next = (int) Math.min(buffer.remaining(), left);
            write(next, target);
            left -= next;
        }
    }

    private void write(int bytes, WritableByteChannel target) throws IOException {
        ByteBuffer some = buffer.slice(buffer.position(), bytes);
        while (some.hasRemaining()) {
            target.write(some);
        }
        buffer.position(buffer.position() + bytes);
    }

    /** False where nothing comes any more. */
    private boolean fill() throws IOException {
        if (buffer.hasRemaining()) {
            return true;
        }
        int read = in.read(buffer.clear());
        buffer.flip();
        return read >= 0;
    }

    private String line() throws IOException {
        var line = new ByteArrayOutputStream(128);
        while (fill()) {
            byte next = buffer.get();
            if (next == '\n') {
                return line.toString(StandardCharsets.ISO_8859_1);
            }
            if (next != '\r') {
                line.write(next);
            }
        }
        throw new EOFException("The connection ended before the answer did");
    }
}
