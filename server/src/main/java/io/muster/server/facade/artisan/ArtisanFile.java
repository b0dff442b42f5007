package io.muster.server.facade.artisan;

import io.muster.engine.TableReader;
import io.muster.server.export.Export;
import io.muster.server.export.Export.Column;
import io.muster.server.export.ExportDownloads;
import io.muster.server.export.Exports;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.commons.codec.digest.DigestUtils;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/**
 * Sends the rows of an export as this interface's file, {@code {"artisanUserIds": […]}}: one object a profile, its id and
 * its attributes, each a text. Row by row, so that a file of any size takes the same memory. Thread-safe.
 */
@Component
class ArtisanFile {
    private static final String ID = "artisanId";
    private static final String ATTRIBUTE = "attribute:";

    /** RFC 9530; 0 says that it is not wanted. */
    private static final Pattern WANTED = Pattern.compile("(^|[, ])sha-256=[1-9]");

    private final Exports exports;
    private final ExportDownloads downloads;
    private final JsonMapper json;

    ArtisanFile(Exports exports, ExportDownloads downloads, JsonMapper json) {
        this.exports = exports;
        this.downloads = downloads;
        this.json = json;
    }

    /** Whether the export tells which profiles it is of, and not what changed since another. */
    static boolean canShow(Export export) {
        return export.options().sinceExport() == null
                && export.columns().stream().anyMatch(column -> column.source().equals("id"));
    }

    /** Sends the export's file, with its SHA-256 where {@code Want-Repr-Digest} asks for it, or says why there is none. */
    void send(Export export, HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (wantsDigest(request)) {
            // The file is made as it is sent, so it is made once before that.
            MessageDigest digest = DigestUtils.getSha256Digest();
            try (TableReader rows = exports.rows(export);
                    OutputStream nowhere = new DigestOutputStream(OutputStream.nullOutputStream(), digest)) {
                write(json, export.columns(), rows, nowhere);
            }
            String value = Base64.getEncoder().encodeToString(digest.digest());
            response.setHeader("Repr-Digest", "sha-256=:" + value + ":");
        }
        try (TableReader rows = downloads.rows(export, response)) {
            response.setContentType(MediaType.APPLICATION_JSON_VALUE);
            response.setHeader(
                    HttpHeaders.CONTENT_DISPOSITION,
                    ContentDisposition.attachment()
                            .filename(export.id() + ".json")
                            .build()
                            .toString());
            write(json, export.columns(), rows, response.getOutputStream());
        }
    }

    private static boolean wantsDigest(HttpServletRequest request) {
        String wanted = request.getHeader("Want-Repr-Digest");
        return wanted != null && WANTED.matcher(wanted).find();
    }

    static void write(JsonMapper json, List<Column> columns, TableReader rows, OutputStream out) {
        List<Member> members = members(columns);
        try (JsonGenerator file = json.createGenerator(out)) {
            file.writeStartObject();
            file.writeArrayPropertyStart("artisanUserIds");
            while (rows.next()) {
                file.writeStartObject();
                for (Member member : members) {
                    file.writeStringProperty(member.name(), ArtisanText.of(rows.value(member.column())));
                }
                file.writeEndObject();
            }
            file.writeEndArray();
            file.writeEndObject();
        }
    }

    /** A member of each object, and the column that it comes from. */
    private record Member(String name, int column) {}

    /** An attribute that is called as the id is has to stand back. */
    private static List<Member> members(List<Column> columns) {
        List<Member> members = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            String source = columns.get(i).source();
            if (source.equals("id")) {
                members.add(new Member(ID, i));
            } else if (source.startsWith(ATTRIBUTE) && !source.equals(ATTRIBUTE + ID)) {
                members.add(new Member(source.substring(ATTRIBUTE.length()), i));
            }
        }
        return members;
    }
}
