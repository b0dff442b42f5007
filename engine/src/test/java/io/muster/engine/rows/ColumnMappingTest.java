package io.muster.engine.rows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.muster.model.ErrorCode;
import io.muster.model.MusterException;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ColumnMappingTest {

    @Test
    void refusesTwoColumnsOnOneField() {
        refuses(List.of("id", "a", "b"), RowKind.PROFILES, Map.of("a", "b"), null, "\"a\" and \"b\"", "field \"b\"");
        refuses(List.of("id", "a", "a"), RowKind.PROFILES, Map.of(), null, "\"a\" and \"a\"");
        refuses(
                List.of("id", "shared_user_id", "x"),
                RowKind.PROFILES,
                Map.of("x", "identity:shared_user_id"),
                null,
                "\"shared_user_id\" and \"x\"");
    }

    @Test
    void refusesAColumnThatIsNotThereAndNamesThoseThatAre() {
        refuses(List.of("id", "a"), RowKind.PROFILES, Map.of("c", "b"), null, "\"c\"", "there are \"id\", \"a\"");
    }

    @Test
    void refusesFilesWithoutWhatEveryRowNeeds() {
        refuses(List.of("a"), RowKind.PROFILES, Map.of(), null, "\"id\"", "\"a\"");
        refuses(List.of("id"), RowKind.PROFILES, Map.of("id", ""), null, "\"id\"");
        refuses(List.of("profile", "time"), RowKind.EVENTS, Map.of(), null, "\"name\"", "?name=");
        refuses(List.of("profile", "name"), RowKind.EVENTS, Map.of(), null, "\"time\"");
        refuses(List.of("id", "name", "time"), RowKind.EVENTS, Map.of(), null, "\"profile\"");
    }

    @Test
    void namesTheDelimiterThatAFileSeemsToHave() {
        refuses(List.of("id;country"), RowKind.PROFILES, Map.of(), null, "separated by \";\"");
        refuses(List.of("id\tcountry"), RowKind.PROFILES, Map.of(), null, "separated by");
    }

    @Test
    void refusesANameFromTwoPlaces() {
        refuses(List.of("profile", "time", "name"), RowKind.EVENTS, Map.of(), "Order", "\"?name=\" and \"name\"");
        assertThat(mapping(List.of("profile", "time", "name"), RowKind.EVENTS, Map.of("name", "product"), "Order")
                        .target(2))
                .isEqualTo(new ColumnTarget(ColumnTarget.Role.FIELD, "product"));
    }

    @Test
    void refusesColumnsWithoutNamesAndNamesThatAreTooLong() {
        refuses(List.of("id", ""), RowKind.PROFILES, Map.of(), null, "Column 2 has no name");
        refuses(List.of("id", "x".repeat(201)), RowKind.PROFILES, Map.of(), null, "201 characters");
        refuses(List.of("id", "identity:"), RowKind.PROFILES, Map.of(), null, "0 characters");
        refuses(Collections.nCopies(1001, "x"), RowKind.PROFILES, Map.of(), null, "1001 columns");
        assertThat(mapping(List.of("id", ""), RowKind.PROFILES, Map.of("", ""), null)
                        .target(1)
                        .role())
                .isEqualTo(ColumnTarget.Role.DROPPED);
    }

    @Test
    void takesTypesByColumnOrByField() {
        ReadOptions options = new ReadOptions(
                Map.of("A", "a"), Map.of("a", ColumnType.TEXT, "B", ColumnType.LIST), ZoneOffset.UTC, null, null, ',');
        ColumnMapping mapping = new ColumnMapping(List.of("id", "A", "B"), RowKind.PROFILES, options);
        assertThat(mapping.type(0)).isNull();
        assertThat(mapping.type(1)).isEqualTo(ColumnType.TEXT);
        assertThat(mapping.type(2)).isEqualTo(ColumnType.LIST);
        assertThatThrownBy(() -> new ColumnMapping(List.of("id", "A"), RowKind.PROFILES, options))
                .hasMessageContaining("types names the column \"B\"");
    }

    @Test
    void takesTheReservedNamesOfProfilesForPropertiesOfEvents() {
        ColumnMapping mapping =
                mapping(List.of("profile", "name", "time", "tags", "id"), RowKind.EVENTS, Map.of(), null);
        assertThat(mapping.target(3)).isEqualTo(new ColumnTarget(ColumnTarget.Role.FIELD, "tags"));
        assertThat(mapping.target(4).role()).isEqualTo(ColumnTarget.Role.EVENT_ID);
    }

    private static void refuses(
            List<String> columns,
            RowKind kind,
            Map<String, String> mapping,
            @Nullable String eventName,
            String... parts) {
        assertThatThrownBy(() -> mapping(columns, kind, mapping, eventName))
                .isInstanceOfSatisfying(MusterException.class, e -> {
                    assertThat(e.code()).isEqualTo(ErrorCode.INVALID_MAPPING);
                    assertThat(e.detail()).contains(parts);
                });
    }

    private static ColumnMapping mapping(
            List<String> columns, RowKind kind, Map<String, String> mapping, @Nullable String eventName) {
        return new ColumnMapping(
                columns, kind, new ReadOptions(mapping, Map.of(), ZoneOffset.UTC, null, eventName, ','));
    }
}
