package io.muster.server.personal;

import java.util.List;
import java.util.Locale;

/**
 * The inventory: every place where data of profiles lie, or could be thought to. What is kept nowhere in this list fails a
 * test. {@code docs/reference/personal-data.md} tells the same in more words.
 */
public enum Place {
    /** Counted, read and erased with the profiles themselves, in one commit of the engine. */
    EVENTS(Care.WALKED, "events", List.of(), List.of("e*", "events"), List.of()),
    PROFILES(Care.WALKED, "profiles", List.of(), List.of("profiles", "retired", "aliases"), List.of("projects")),
    MEMBERSHIP(Care.WALKED, "segments", List.of("membership", "membership_log"), List.of(), List.of()),
    HELD_KEYS(Care.WALKED, "keys", List.of("held_member"), List.of(), List.of()),
    REJECTED_KEYS(Care.WALKED, "files", List.of("member_upload"), List.of(), List.of("member-uploads")),
    EXPORTS(Care.WALKED, "exports", List.of("export", "export_form", "stored_file"), List.of(), List.of("exports")),
    DEFINITIONS(Care.WALKED, "ids", List.of("segment", "segment_version", "export_schedule"), List.of(), List.of()),
    ANSWERS(Care.WALKED, "answers", List.of("idempotency"), List.of(), List.of()),
    RECEIVERS_ANSWERS(Care.WALKED, "answers", List.of("message_attempt"), List.of(), List.of()),
    SUBJECT_ACCESS(Care.WALKED, "files", List.of("subject_access"), List.of(), List.of("subject-access")),
    /** Bodies of imports, while they are read. */
    IMPORTS_UNDER_WAY(Care.PASSES, "files", List.of(), List.of(), List.of("uploads")),
    /** The keys of those who are being erased, sealed, until they are; keyed hashes of those who are suppressed. */
    ERASURES(
            Care.PASSES, "erasures", List.of("erasure", "suppressed_profile", "retired_profile"), List.of(), List.of()),
    /** Ids in paths, as keyed hashes. */
    AUDIT(Care.PSEUDONYMOUS, "entries", List.of("audit", "audit_head"), List.of(), List.of()),
    /** Nothing of anybody's: settings, work, credentials, counts, and names of attributes and events. */
    NOBODYS(
            Care.NOTHING,
            "",
            List.of(
                    "organization",
                    "project",
                    "project_usage",
                    "project_deletion",
                    "application",
                    "application_reach",
                    "person",
                    "person_role",
                    "person_session",
                    "signing_key",
                    "receipt_key",
                    "secret_key",
                    "revoked_token",
                    "rate_bucket",
                    "job",
                    "scheduled_tasks",
                    "scheduled_deliveries",
                    "webhook",
                    "message",
                    "callback_secret",
                    "export_callback",
                    "export_delivery",
                    "export_schedule_run",
                    "link_key",
                    "destination",
                    "flyway_schema_history"),
            List.of("columns", "meta"),
            List.of("secret.key", "lock"));

    private final Care care;
    private final String unit;
    // List.of, which Error Prone cannot see.
    @SuppressWarnings("ImmutableEnumChecker")
    private final List<String> tables;

    @SuppressWarnings("ImmutableEnumChecker")
    private final List<String> engineTables;

    @SuppressWarnings("ImmutableEnumChecker")
    private final List<String> folders;

    Place(Care care, String unit, List<String> tables, List<String> engineTables, List<String> folders) {
        this.care = care;
        this.unit = unit;
        this.tables = tables;
        this.engineTables = engineTables;
        this.folders = folders;
    }

    /** How a place is taken care of. */
    public enum Care {
        /** By a {@link PersonalData}. */
        WALKED,
        /** It empties itself in time. */
        PASSES,
        /** What is there leads to nobody who does not know whom he looks for and has the server's key. */
        PSEUDONYMOUS,
        /** There is nothing. */
        NOTHING
    }

    /** The stable name. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    public Care care() {
        return care;
    }

    /** What is counted there. */
    public String unit() {
        return unit;
    }

    /** Tables of the catalogue. */
    public List<String> tables() {
        return tables;
    }

    /** Tables of a project's file in the embedded engine; {@code e*} are those of event names. */
    public List<String> engineTables() {
        return engineTables;
    }

    /** What there is of it in the data directory, beside the catalogue. */
    public List<String> folders() {
        return folders;
    }
}
