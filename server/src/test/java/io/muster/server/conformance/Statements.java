package io.muster.server.conformance;

import io.muster.server.conformance.Statement.Document;
import io.muster.server.conformance.Statement.Origin;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Reads the lists in {@code conformance/*.yaml}: {@code title} and {@code statements}, each {@code id, says, origin}. */
final class Statements {

    private Statements() {}

    /** Every document there is, by name. */
    static List<Document> documents() throws IOException {
        List<Document> documents = new ArrayList<>();
        for (Resource file : new PathMatchingResourcePatternResolver().getResources("classpath*:conformance/*.yaml")) {
            String name = String.valueOf(file.getFilename()).replace(".yaml", "");
            try (InputStream yaml = file.getInputStream()) {
                documents.add(document(name, YAMLMapper.shared().readTree(yaml)));
            }
        }
        documents.sort(Comparator.comparing(Document::name));
        return documents;
    }

    private static Document document(String name, JsonNode yaml) {
        List<Statement> statements = new ArrayList<>();
        for (JsonNode node : yaml.required("statements")) {
            statements.add(new Statement(
                    node.required("id").asString(),
                    node.required("says").asString().strip(),
                    origin(node.path("origin").asString("original"))));
        }
        return new Document(name, yaml.required("title").asString(), statements);
    }

    private static Origin origin(String code) {
        return Arrays.stream(Origin.values())
                .filter(origin -> origin.code().equals(code))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("origin: " + code.toUpperCase(Locale.ROOT)));
    }
}
