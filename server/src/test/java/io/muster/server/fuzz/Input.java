package io.muster.server.fuzz;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A request, one part of which is to be spoiled.
 *
 * @param target what comes after the method, as it goes over the wire
 * @param header one line without its end, or empty; several where it is not what is spoiled
 * @param spoiled which part
 */
record Input(String method, String target, String header, String contentType, String body, Part spoiled) {

    private static final List<String> OLDER = List.of("/public/api", "/service", "/audience", "/api/", "/oauth2/");

    enum Part {
        TARGET,
        HEADER,
        BODY
    }

    static Input body(String method, String target, String contentType, String body) {
        return new Input(method, target, "", contentType, body, Part.BODY);
    }

    static Input target(String target) {
        return new Input("GET", target, "", "", "", Part.TARGET);
    }

    static Input header(String target, String header) {
        return new Input("GET", target, header, "", "", Part.HEADER);
    }

    /** The bytes of the request; {@code credentials} is the value of the Authorization header. */
    byte[] bytes(Mutations mutations, String credentials) {
        byte[] sentBody = part(Part.BODY, body, mutations);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        write(out, method + " ");
        out.writeBytes(oneLine(part(Part.TARGET, target.substring(1), mutations), true));
        write(out, " HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + sentBody.length + "\r\n");
        if (!contentType.isEmpty()) {
            write(out, "Content-Type: " + contentType + "\r\n");
        }
        if (!header.startsWith("Authorization:")) {
            write(out, "Authorization: " + credentials + "\r\n");
        }
        if (!header.isEmpty() && spoiled != Part.HEADER) {
            write(out, header + "\r\n");
        } else if (!header.isEmpty()) {
            String name = header.substring(0, header.indexOf(':') + 1);
            write(out, name + " ");
            out.writeBytes(
                    oneLine(part(Part.HEADER, header.substring(name.length()).strip(), mutations), false));
            write(out, "\r\n");
        }
        write(out, "\r\n");
        out.writeBytes(sentBody);
        return out.toByteArray();
    }

    private byte[] part(Part part, String text, Mutations mutations) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return part == spoiled ? mutations.of(bytes) : bytes;
    }

    /** Without what would end the line and so make another request of it; a target ends at a space too, and has a slash. */
    private static byte[] oneLine(byte[] bytes, boolean target) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        if (target) {
            out.write('/');
        }
        for (byte each : bytes) {
            boolean ends = each == '\r' || each == '\n' || (target && each == ' ');
            out.write(ends ? '_' : each);
        }
        return out.toByteArray();
    }

    private static void write(ByteArrayOutputStream out, String text) {
        out.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Whether an older interface words what is wrong with it. */
    boolean isOfAnOlderInterface() {
        return OLDER.stream().anyMatch(target::startsWith);
    }

    /** The same with a header of its own. */
    Input with(String line) {
        return new Input(method, target, line, contentType, body, spoiled);
    }
}
