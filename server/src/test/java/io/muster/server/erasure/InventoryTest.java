package io.muster.server.erasure;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.server.catalog.Catalog;
import io.muster.server.personal.PersonalData;
import io.muster.server.personal.Place;
import io.muster.server.test.Shop;
import io.muster.server.test.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is kept has its place in the inventory: a new table or folder that has none fails here. */
class InventoryTest {

    @TempDir
    private Path directory;

    @Test
    void everyTableAndFolderHasItsPlace() throws IOException, SQLException {
        Set<String> folders;
        try (TestServer server = TestServer.start(directory, Map.of())) {
            Shop shop = Shop.open(server.owner());
            shop.segment("Everyone", "{\"all\": []}");
            shop.export("{\"segment\": \"everyone\"}");
            shop.until(
                    "/subject-access/"
                            + shop.client()
                                    .post(shop.path("/subject-access"), "{\"profile\": \"anna\"}")
                                    .at("/id"),
                    "succeeded");
            assertThat(catalogTables(server.bean(Catalog.class))).isEqualTo(listed(Place::tables));
            folders = folders();
            assertThat(walked(server)).isEqualTo(places(Place.Care.WALKED));
        }
        folders.removeIf(name -> name.startsWith("catalog.sqlite"));
        assertThat(folders).isEqualTo(listed(Place::folders));
        assertThat(engineTables()).isEqualTo(listed(Place::engineTables));
    }

    @Test
    void theReferenceTellsOfEveryPlace() throws IOException {
        String reference = Files.readString(Path.of("../docs/reference/personal-data.md"));

        assertThat(Place.values()).allSatisfy(place -> assertThat(reference).contains("| `" + place.text() + "` |"));
    }

    /** Rows go with their project by references; a table that has none needs a cleanup, and a place in this list. */
    @Test
    void everyTableWithDataOfPeopleGoesWithItsProject() {
        Set<String> tables = Arrays.stream(Place.values())
                .filter(place -> place.care() == Place.Care.WALKED || place.care() == Place.Care.PASSES)
                .flatMap(place -> place.tables().stream())
                .collect(Collectors.toCollection(TreeSet::new));
        try (TestServer server = TestServer.start(directory, Map.of())) {
            Catalog catalog = server.bean(Catalog.class);
            assertThat(tables.stream().filter(table -> !goesWithProject(catalog, table)))
                    .as("tables that outlive their project")
                    .containsExactly("stored_file");
        }
    }

    private static boolean goesWithProject(Catalog catalog, String table) {
        return table.equals("project")
                || catalog
                        .read(db -> db.fetch(
                                "select \"table\" from pragma_foreign_key_list(?) where on_delete = 'CASCADE'", table))
                        .getValues(0, String.class)
                        .stream()
                        .anyMatch(parent -> goesWithProject(catalog, parent));
    }

    private static Set<String> catalogTables(Catalog catalog) {
        return catalog.read(db -> db.fetch("select name from sqlite_master where type = 'table'").stream()
                .map(row -> row.get(0, String.class))
                .filter(name -> !name.startsWith("sqlite_"))
                .collect(Collectors.toCollection(TreeSet::new)));
    }

    private Set<String> engineTables() throws IOException, SQLException {
        Set<String> tables = new TreeSet<>();
        try (Stream<Path> files = Files.list(directory.resolve("projects"))) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".duckdb")).toList()) {
                try (var connection = DriverManager.getConnection("jdbc:duckdb:" + file);
                        var statement = connection.createStatement();
                        ResultSet names = statement.executeQuery("SELECT table_name FROM duckdb_tables()")) {
                    while (names.next()) {
                        tables.add(names.getString(1).replaceFirst("^e\\d+$", "e*"));
                    }
                }
            }
        }
        return tables;
    }

    private Set<String> folders() throws IOException {
        try (Stream<Path> names = Files.list(directory)) {
            return names.map(path -> path.getFileName().toString()).collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private static Set<Place> walked(TestServer server) {
        List<PersonalData> beans = server.beans(PersonalData.class);
        Set<Place> walked = beans.stream().map(PersonalData::place).collect(Collectors.toCollection(TreeSet::new));
        assertThat(beans).as("one for each place").hasSameSizeAs(walked);
        return walked;
    }

    private static Set<Place> places(Place.Care care) {
        return Arrays.stream(Place.values())
                .filter(place -> place.care() == care)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> listed(Function<Place, List<String>> of) {
        return Arrays.stream(Place.values())
                .flatMap(place -> of.apply(place).stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
