package io.muster.server.erasure;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.ZstdInputStream;
import io.muster.server.test.Answer;
import io.muster.server.test.HttpReceiver;
import io.muster.server.test.Shop;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** What there is of one person, in every kind of place: values that are nowhere else, by what they are. */
final class Traces {

    private static final List<String> MARKS = List.of(
            "id",
            "former",
            "attribute",
            "nested",
            "list",
            "tag",
            "email",
            "event",
            "event-id",
            "held",
            "answer",
            "response");

    /** Which mark has to be in which kind of file once a person has left traces. */
    static final List<String> EVERYWHERE = List.of(
            "id in projects",
            "former in projects",
            "attribute in projects",
            "nested in projects",
            "list in projects",
            "tag in projects",
            "email in projects",
            "event in projects",
            "event-id in projects",
            "former in catalog.sqlite",
            "held in catalog.sqlite",
            "answer in catalog.sqlite",
            "response in catalog.sqlite",
            "id in member-uploads",
            "attribute in subject-access",
            "event in subject-access",
            "attribute in exports .csv",
            "attribute in exports .csv.gz",
            "attribute in exports .csv.zst",
            "attribute in exports .ndjson",
            "attribute in exports .json",
            "attribute in exports .parquet",
            "attribute in exports .xlsx");

    private final Map<String, String> marks = new LinkedHashMap<>();
    private final String key;

    Traces(Random random) {
        // No compression finds anything to share in it, and no dictionary takes it apart.
        MARKS.forEach(what -> marks.put(
                what, "zq" + Long.toString(random.nextLong() >>> 1, 36) + Long.toString(random.nextLong() >>> 1, 36)));
        this.key = "s" + random.nextInt(Integer.MAX_VALUE);
    }

    String get(String what) {
        return Objects.requireNonNull(marks.get(what));
    }

    private String fill(String template) {
        String text = template.replace('\'', '"');
        for (Map.Entry<String, String> mark : marks.entrySet()) {
            text = text.replace("<" + mark.getKey() + ">", mark.getValue());
        }
        return text;
    }

    void load(Shop shop) {
        shop.load(
                "profiles",
                fill("{'id':'<id>','attributes':{'name':'<attribute>','address':{'city':'<nested>'},"
                        + "'likes':['<list>','x']},'tags':['<tag>'],'identities':{'email':'<email>'}}"));
        shop.load(
                "events",
                fill("{'id':'<event-id>','profile':'<id>','name':'Visit','time':'2026-01-01T00:00:00Z',"
                        + "'properties':{'page':'<event>'}}"));
        Answer alias = shop.client()
                .send(
                        "PUT",
                        shop.path("/profiles/" + get("id") + "/aliases/" + get("former")),
                        BodyPublishers.noBody(),
                        "");
        assertThat(alias.status()).as(alias.text()).isBetween(200, 204);
    }

    /** Leaves traces of the person in every place that there is. */
    void leave(Shop shop, HttpReceiver receiver) {
        receiver.answer(500, fill("cannot take user=<id>, <response>"));
        post(shop, "/webhooks", "{'url':'" + receiver.url("/" + key) + "','events':['export.succeeded']}");
        shop.segment(key, fill("{'any':[{'profiles':['<id>','<former>']},{'tag':'vip'}]}"));
        post(shop, "/segments/" + key + "/freeze", "{'name':'frozen " + key + "'}");
        exports(shop);
        uploads(shop);
        Answer refused = shop.client()
                .with("Idempotency-Key", key)
                .post(
                        shop.path("/profiles/import"),
                        "application/x-ndjson",
                        fill("{'id':'<id>','time':'<answer>'}").getBytes(StandardCharsets.UTF_8));
        assertThat(refused.text()).contains(get("answer"));
        Answer access = post(shop, "/subject-access", fill("{'profile':'<id>'}"));
        shop.until("/subject-access/" + access.at("/id"), "succeeded");
    }

    private void exports(Shop shop) {
        String columns = "'columns':['id','name','attribute:likes']}";
        for (String format : List.of("csv", "ndjson", "json", "parquet", "xlsx")) {
            shop.export(
                    fill("{'segment':'" + key + "','format':'" + format + "'," + columns.replace("attribute:", "")));
        }
        String csv = shop.export(fill(
                        "{'definition':{'profiles':['<id>','<former>']},'format':'csv'," + "'columns':['id','name']}"))
                .get("id")
                .asString();
        for (String compression : List.of("gzip", "zstd")) {
            Answer form =
                    shop.client().get(shop.path("/exports/" + csv + "/file?format=csv&compression=" + compression));
            assertThat(form.status()).as(form.text()).isEqualTo(200);
        }
        post(
                shop,
                "/export-schedules",
                fill("{'name':'Daily','timing':'daily','export':{'definition':{'profiles':['<id>','<former>']},"
                        + "'columns':['id']}}"));
    }

    private void uploads(Shop shop) {
        post(shop, "/segments", "{'name':'l" + key + "','type':'static'}");
        upload(shop, "", "id\n" + get("id") + "\n");
        upload(shop, "?keyspace=email", "email\n" + get("id") + "\n");
        upload(shop, "?keyspace=email&unknown=hold", "email\n" + get("held") + "\n");
    }

    private void upload(Shop shop, String query, String rows) {
        Answer answer = shop.client()
                .post(
                        shop.path("/segments/l" + key + "/members" + query),
                        "text/csv",
                        rows.getBytes(StandardCharsets.UTF_8));
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    }

    private static Answer post(Shop shop, String path, String body) {
        Answer answer = shop.client().post(shop.path(path), body.replace('\'', '"'));
        assertThat(answer.status()).as(answer.text()).isBetween(200, 202);
        return answer;
    }

    /** What is found of the person in which kind of file, also in packed ones. */
    Set<String> in(Path data) throws IOException {
        Set<String> found = new TreeSet<>();
        try (Stream<Path> all = Files.walk(data)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                String content = content(file);
                marks.forEach((what, mark) -> {
                    if (content.contains(mark)) {
                        found.add(what + " in " + kind(data.relativize(file)));
                    }
                });
            }
        }
        return found;
    }

    private static String kind(Path file) {
        String top = file.getName(0).toString().replaceFirst("-wal$", "");
        String name = file.getFileName().toString();
        return top.equals("exports") ? top + " " + name.substring(name.indexOf('.')) : top;
    }

    private static String content(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        String name = file.getFileName().toString();
        InputStream raw = new ByteArrayInputStream(bytes);
        String unpacked = "";
        if (name.endsWith(".gz")) {
            unpacked = text(new GZIPInputStream(raw));
        } else if (name.endsWith(".zst")) {
            unpacked = text(new ZstdInputStream(raw));
        } else if (name.endsWith(".xlsx")) {
            unpacked = entries(file);
        }
        return new String(bytes, StandardCharsets.ISO_8859_1) + unpacked;
    }

    private static String entries(Path file) throws IOException {
        StringBuilder all = new StringBuilder();
        try (ZipFile zip = new ZipFile(file.toFile())) {
            for (ZipEntry entry : Collections.list(zip.entries())) {
                all.append(text(zip.getInputStream(entry)));
            }
        }
        return all.toString();
    }

    private static String text(InputStream in) throws IOException {
        return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
    }
}
