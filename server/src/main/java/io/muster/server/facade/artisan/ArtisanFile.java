package io.muster.server.facade.artisan;

import io.muster.server.export.Export;
import io.muster.server.export.Export.Column;
import io.muster.server.export.Exports;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.MappingIterator;
import tools.jackson.databind.json.JsonMapper;

/**
 * Sends the rows of an export as this interface's file, {@code {"artisanUserIds": […]}}: one object a profile, its id and
 * its attributes, each a text. Row by row, so that a file of any size takes the same memory. Thread-safe.
 */
@Component
class ArtisanFile {
    private static final String ID = "artisanId";
    private static final String ATTRIBUTE = "attribute:";

    private final Exports exports;
    private final JsonMapper json;

    ArtisanFile(Exports exports, JsonMapper json) {
        this.exports = exports;
        this.json = json;
    }

    /** Sends the export's file, or says why there is none. */
    void send(Export export, HttpServletResponse response) throws IOException {
        Path rows = exports.file(export);
        try (MappingIterator<Map<String, @Nullable Object>> lines =
                json.readerForMapOf(Object.class).readValues(rows)) {
            response.setContentType(MediaType.APPLICATION_JSON_VALUE);
            response.setHeader(
                    HttpHeaders.CONTENT_DISPOSITION,
                    ContentDisposition.attachment()
                            .filename(export.id() + ".json")
                            .build()
                            .toString());
            write(export.columns(), lines, response.getOutputStream());
        }
    }

    private void write(List<Column> columns, MappingIterator<Map<String, @Nullable Object>> lines, OutputStream out)
            throws IOException {
        Map<String, String> members = members(columns);
        try (JsonGenerator file = json.createGenerator(out)) {
            file.writeStartObject();
            file.writeArrayPropertyStart("artisanUserIds");
            while (lines.hasNext()) {
                Map<String, @Nullable Object> row = lines.next();
                file.writeStartObject();
                members.forEach((column, member) -> file.writeStringProperty(member, ArtisanText.of(row.get(column))));
                file.writeEndObject();
            }
            file.writeEndArray();
            file.writeEndObject();
        }
    }

    /** What the columns are called here; an attribute that is called as the id is has to stand back. */
    private static Map<String, String> members(List<Column> columns) {
        Map<String, String> members = new LinkedHashMap<>();
        for (Column column : columns) {
            String source = column.source();
            if (source.equals("id")) {
                members.put(column.name(), ID);
            } else if (source.startsWith(ATTRIBUTE) && !source.equals(ATTRIBUTE + ID)) {
                members.put(column.name(), source.substring(ATTRIBUTE.length()));
            }
        }
        return members;
    }
}
