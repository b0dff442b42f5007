package io.muster.server.fuzz;

import java.util.ArrayList;
import java.util.List;

/** Good requests, to be spoiled. */
final class Inputs {

    private static final String JSON = "application/json";

    private static final List<String> DEFINITIONS = List.of(
            "{\"all\":[{\"attribute\":\"country\",\"in\":[\"SE\",\"NO\"]},{\"not\":{\"tag\":\"vip\"}}]}",
            "{\"any\":[{\"attribute\":\"note\",\"contains\":\"hi\",\"ignore_case\":true},{\"known\":true},{\"identity\":\"email\"}]}",
            "{\"attribute\":\"age\",\"between\":[18,65.5]}",
            "{\"attribute\":\"joined\",\"within\":{\"last\":7,\"unit\":\"day\",\"calendar\":true},\"exists\":true}",
            "{\"attribute\":\"version\",\"version_gte\":\"10.2.1\",\"matches\":\"^1[0-9]+\\\\.\"}",
            "{\"attribute\":\"list\",\"has_any\":[\"a\",1,true]}",
            "{\"event\":\"Order Completed\",\"where\":{\"all\":[{\"property\":\"total\",\"gte\":50},{\"property\":\"x\",\"is\":null}]},"
                    + "\"within\":{\"last\":\"P30D\",\"zone\":\"Europe/Stockholm\"},\"count\":{\"gte\":3}}",
            "{\"event\":\"Order Completed\",\"sum\":{\"property\":\"total\",\"gte\":500},\"within\":{\"from\":\"2026-01-01\",\"to\":\"2026-02-01\"}}",
            "{\"event\":\"Order Completed\",\"last\":true,\"where\":{\"property\":\"total\",\"lt\":1e3}}",
            "{\"event\":\"Order Completed\",\"days\":{\"gte\":2},\"within\":{\"after\":\"2026-01-01T00:00:00Z\"}}",
            "{\"profiles\":[\"anna\",\"bo\"]}",
            "{\"segment\":\"nobody\"}");

    private static final String PROFILES_CSV = "id,country,age,identity:email\nanna,SE,31,a@b.c\n\"b\"\"o\",NO,,\n";
    private static final String EVENTS_NDJSON =
            "{\"id\":\"e1\",\"profile\":\"anna\",\"name\":\"Order Completed\",\"time\":\"2026-01-01T12:00:00.123+01:00\","
                    + "\"properties\":{\"total\":12.5,\"items\":[{\"sku\":\"a\"}],\"deep\":{\"er\":{\"est\":1}}}}\n";
    private static final String PROFILES_NDJSON =
            "{\"id\":\"42\",\"shared_user_id\":\"u-7\",\"identities\":{\"email\":\"a@b.c\"},\"attributes\":{\"country\":\"SE\",\"age\":31},"
                    + "\"tags\":[\"vip\"],\"time\":\"2026-01-01T00:00:00Z\"}\n{\"id\":\"43\",\"attributes\":{\"age\":null}}\n";

    private Inputs() {}

    static List<Input> of(String project) {
        List<Input> inputs = new ArrayList<>();
        definitions(project, inputs);
        bodies(project, inputs);
        targets(project, inputs);
        headers(project, inputs);
        return List.copyOf(inputs);
    }

    private static void definitions(String project, List<Input> inputs) {
        for (String definition : DEFINITIONS) {
            inputs.add(Input.body("POST", project + "/segments/preview", JSON, "{\"definition\":" + definition + "}"));
        }
        String broken =
                "country in ('SE', 'NO') and did 'Order Completed' at least 3 times where total >= 50 in last 7 days";
        inputs.add(Input.body("POST", project + "/segments/preview", JSON, "{\"definition\":\"" + broken + "\"}"));
    }

    private static void bodies(String project, List<Input> inputs) {
        inputs.add(
                Input.body(
                        "POST",
                        project + "/segments?dry_run=true",
                        JSON,
                        "{\"name\":\"A\",\"key\":\"taken\",\"definition\":{\"all\":[]},\"refresh\":{\"every\":\"PT1H\"},\"zone\":\"UTC\",\"max_age\":\"P1D\"}"));
        inputs.add(
                Input.body("PUT", project + "/segments/nobody", JSON, "{\"name\":\"A\",\"definition\":{\"all\":[]}}"));
        inputs.add(
                Input.body(
                        "POST",
                        project + "/exports",
                        JSON,
                        "{\"segment\":\"none\",\"columns\":[\"id\",{\"source\":\"attribute:country\",\"name\":\"c\"}],\"format\":\"csv\",\"compression\":\"gzip\"}"));
        inputs.add(
                Input.body("PATCH", project + "", JSON, "{\"zone\":\"Europe/Stockholm\",\"week_start\":\"sunday\"}"));
        inputs.add(Input.body("POST", project + "/profiles/import?dry_run=true", "text/csv", PROFILES_CSV));
        inputs.add(
                Input.body("POST", project + "/profiles/import?dry_run=true", "application/x-ndjson", PROFILES_NDJSON));
        inputs.add(Input.body("POST", project + "/events/import?dry_run=true", "application/x-ndjson", EVENTS_NDJSON));
        inputs.add(Input.body(
                "POST", project + "/events/import?dry_run=true", "application/vnd.apache.parquet", "PAR1xPAR1"));
    }

    private static void targets(String project, List<Input> inputs) {
        for (String target : List.of(
                "/segments?limit=10&cursor=abc",
                "/segments/some/members?limit=100&cursor=eyJhIjoxfQ",
                "/exports?state=succeeded&limit=1",
                "/exports/e_1/file",
                "/profiles?ids=anna,bo,%C3%A4",
                "/profiles/anna/events?limit=5&cursor=a.b",
                "/catalog/events",
                "/jobs?limit=2")) {
            inputs.add(Input.target(project + target));
        }
    }

    private static void headers(String project, List<Input> inputs) {
        for (String header : List.of(
                "Authorization: Basic b3duZXI6c2VjcmV0",
                "Authorization: Bearer eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJhIn0.c2ln",
                "Idempotency-Key: 6f9b-1",
                "Accept: application/json;q=0.9, text/csv;q=0.1, */*;q=0",
                "Accept-Encoding: gzip;q=1.0, zstd;q=0.5, identity;q=0",
                "Range: bytes=0-99,200-",
                "If-None-Match: \"abc\", W/\"d\"",
                "If-Modified-Since: Sun, 06 Nov 1994 08:49:37 GMT",
                "Accept-Language: sv-SE, en;q=0.5",
                "Content-Encoding: gzip",
                "X-Request-Id: r_1",
                "Forwarded: for=1.2.3.4;proto=https;host=example.com",
                "Origin: https://example.com",
                "Cookie: session=abc; b=c")) {
            inputs.add(Input.header(project + "/exports", header));
            inputs.add(Input.header(project + "/segments?limit=1", header));
        }
    }
}
