package io.muster.client;

/** Answers as a server gives them, with a member that no client knows. */
public final class Samples {
    public static final String PROJECT = """
            {"id": "p_7f3k2m9q", "key": "online-shop", "name": "Online shop", "zone": "Europe/Stockholm",
             "week_start": "monday", "export_retention": "PT48H", "created_at": "2026-01-12T09:30:00.000Z",
             "data_version": 1842, "a_member_of_tomorrow": {"x": 1}}""";

    public static final String DEFINITION = """
            {"all": [{"attribute": "country", "in": ["SE", "NO"]},
                     {"event": "Order Completed", "within": {"last": "P90D"}, "count": {"gte": 3}}]}""";

    public static final String SEGMENT = """
            {"id": "s_4h8v1c6x", "key": "loyal-nordics", "name": "Loyal Nordics", "description": "Three or more.",
             "category": "Loyalty", "type": "dynamic", "definition": %s,
             "definition_text": "country in ('SE', 'NO')\\nand did 'Order Completed' at least 3 times in last 90 days", "version": 2, "refresh": "daily",
             "zone": null, "max_age": "PT36H", "size": 1284, "last_run": "2026-03-02T06:00:00.000Z",
             "data_version": 1842, "next_run": "2026-03-03T06:00:00.000Z", "state": "fresh", "last_error": null,
             "created_at": "2026-02-20T13:05:44.120Z", "updated_at": "2026-02-24T08:17:02.655Z",
             "a_member_of_tomorrow": true}""".formatted(DEFINITION);

    public static final String STATIC_SEGMENT = """
            {"id": "s_9", "key": "staff", "name": "Staff", "description": null, "category": null, "type": "static",
             "definition": null, "version": 1, "refresh": "manual", "zone": null, "max_age": null, "size": 2,
             "last_run": null, "data_version": 7, "next_run": null, "state": "fresh", "last_error": null,
             "unknown": ["10O"], "created_at": "2026-02-20T13:05:44.120Z",
             "updated_at": "2026-02-24T08:17:02.655Z"}""";

    public static final String PREVIEW = """
            {"count": 1284, "total": 48210, "data_version": 1842, "as_of": "2026-03-02T06:00:00.000Z",
             "windows": [{"pointer": "/all/1/within", "from": "2025-12-02T06:00:00.000Z", "to": null}],
             "sample": ["42", "1077"], "warnings": [{"code": "never_seen", "pointer": "/all/0",
             "detail": "No profile has ever had it."}], "took_ms": 31}""";

    public static final String IMPORT_RESULT = """
            {"accepted": 3, "rejected": 1, "duplicates": 2,
             "errors": [{"line": 2, "code": "row_missing_field", "detail": "id is missing."}], "data_version": 1841}""";

    public static final String MEMBERS_CHANGED = """
            {"dry_run": false, "size": 3, "added": 2, "removed": 1, "rows": 4, "matched": 3, "unknown_rows": 1,
             "unknown": ["10O"], "held": 0, "created": 0, "suppressed": 0, "rejected": 1,
             "errors": [{"line": 4, "code": "unknown_profile", "detail": "No profile has the key."}],
             "reasons": "/v1/projects/p/segments/staff/uploads/u_1/reasons", "data_version": 1843,
             "definition_version": 1, "as_of": "2026-03-02T06:10:00.000Z"}""";

    private Samples() {}

    public static String page(String nextCursor, String... items) {
        String cursor = nextCursor.isEmpty() ? "null" : "\"" + nextCursor + "\"";
        return "{\"items\": [" + String.join(",", items) + "], \"next_cursor\": " + cursor + "}";
    }

    public static String export(String state, long rowsDone, String rowsTotal, String error) {
        return """
                {"id": "e_1", "state": "%s", "segment": {"id": "s_4h8v1c6x", "key": "loyal-nordics", "name": "Loyal"},
                 "definition": null, "definition_version": 2, "format": "csv", "compression": "none",
                 "columns": [{"name": "id", "type": "text", "source": "id"}], "rows_done": %d, "rows_total": %s,
                 "data_version": 1842, "as_of": "2026-03-02T06:00:00.000Z", "bytes": null, "file": null,
                 "manifest": null, "error": %s, "created_at": "2026-03-02T05:59:59.950Z", "started_at": null,
                 "finished_at": null, "expires_at": null}""".formatted(state, rowsDone, rowsTotal, error);
    }

    public static String job(String state, long done, String error) {
        return """
                {"id": "j_1", "type": "segment_refresh", "state": "%s",
                 "progress": {"done": %d, "total": 1, "unit": "segments"},
                 "subject": {"type": "segment", "id": "s_4h8v1c6x", "href": "/v1/x"}, "error": %s,
                 "created_at": "2026-03-02T05:59:59.870Z", "started_at": null, "finished_at": null}""".formatted(state, done, error);
    }

    public static String manifest(long bytes, String sha256, long rows) {
        return """
                {"export": "e_1", "project": {"id": "p_1", "key": "online-shop", "name": "Online shop"},
                 "segment": null, "definition": null, "definition_version": null, "data_version": 1842,
                 "as_of": "2026-03-02T06:00:00.000Z", "zone": "UTC", "windows": [],
                 "columns": [{"name": "id", "type": "text", "source": "id"}],
                 "rows": {"expected": %d, "written": %d, "distinct": %d},
                 "files": [{"name": "loyal-nordics.csv", "bytes": %d, "sha256": "%s", "rows": %d}],
                 "created_at": "2026-03-02T06:00:02.118Z"}""".formatted(rows, rows, rows, bytes, sha256, rows);
    }
}
