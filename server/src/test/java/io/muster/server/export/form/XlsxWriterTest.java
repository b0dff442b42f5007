package io.muster.server.export.form;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.muster.engine.Deadline;
import io.muster.engine.Progress;
import io.muster.engine.TableReader;
import io.muster.model.MusterException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class XlsxWriterTest {

    private static final List<Long> NO_TEXTS = List.of(0L);

    @TempDir
    private Path directory;

    /** What a sheet has: how many rows, and the first cells of its first two. */
    private record Seen(int rows, String header, String first) {}

    @Test
    void whatASheetCannotHoldGoesOnOnTheNextWithTheHeaderAgain() throws IOException, XMLStreamException {
        long rows = XlsxWriter.SHEET_ROWS + 2L;
        Path file = directory.resolve("large.xlsx");
        try (OutputStream out = Files.newOutputStream(file)) {
            write(new Numbers(rows), out, rows);
        }
        try (ZipFile workbook = new ZipFile(file.toFile())) {
            assertThat(sheet(workbook, 1)).isEqualTo(new Seen(XlsxWriter.SHEET_ROWS, "n", "1"));
            assertThat(sheet(workbook, 2)).isEqualTo(new Seen(4, "n", String.valueOf(XlsxWriter.SHEET_ROWS)));
            assertThat(workbook.getEntry("xl/worksheets/sheet3.xml")).isNull();
        }
    }

    @Test
    void whatBreaksOffIsNoWorkbook() throws IOException {
        Path file = directory.resolve("part.xlsx");
        Deadline ended = Deadline.none();
        ended.cancel();
        try (OutputStream out = Files.newOutputStream(file)) {
            XlsxWriter writer = new XlsxWriter(true, Progress.NONE, ended);
            assertThatThrownBy(() -> writer.write(new Numbers(5_000), out, NO_TEXTS, 5_000))
                    .isInstanceOf(MusterException.class);
        }
        assertThatThrownBy(() -> new ZipFile(file.toFile())).isInstanceOf(ZipException.class);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 4, 6})
    void otherRowsThanExpectedAreNoWorkbook(long rows) throws IOException {
        Path file = directory.resolve("other.xlsx");
        try (OutputStream out = Files.newOutputStream(file)) {
            assertThatThrownBy(() -> write(new Numbers(rows), out, 5)).hasMessageContaining("5 expected, " + rows);
        }
        assertThatThrownBy(() -> new ZipFile(file.toFile())).isInstanceOf(ZipException.class);
    }

    @Test
    void theSameRowsAreTheSameBytes() throws IOException {
        ByteArrayOutputStream one = new ByteArrayOutputStream();
        ByteArrayOutputStream other = new ByteArrayOutputStream();

        write(new Numbers(10), one, 10);
        write(new Numbers(10), other, 10);

        assertThat(one.toByteArray()).isEqualTo(other.toByteArray());
        assertThat(one.toString(StandardCharsets.ISO_8859_1).substring(30))
                .as("what tells a workbook from any other ZIP file")
                .startsWith("[Content_Types].xml");
    }

    @Test
    void everyKindOfValueIsInItsCell() throws IOException {
        List<@Nullable Object> values = Arrays.asList(
                " a\n", "<&>", "", true, 7L, 1L << 60, 1e300, new BigDecimal("0.25"), null, Double.NaN, "\uD83D\uDE00");
        List<String> columns =
                IntStream.range(0, values.size()).mapToObj(i -> "c" + i).toList();
        ByteArrayOutputStream out = new ByteArrayOutputStream();

        new XlsxWriter(false, Progress.NONE, Deadline.none())
                .write(new OneRow(columns, values), out, Collections.nCopies(values.size(), 5L), 1);

        List<@Nullable Object> read = new ArrayList<>();
        try (XSSFWorkbook workbook = new XSSFWorkbook(new ByteArrayInputStream(out.toByteArray()))) {
            Row row = workbook.getSheet("Members").getRow(1);
            for (int i = 0; i < values.size(); i++) {
                Cell cell = row.getCell(i);
                read.add(
                        cell == null
                                ? null
                                : switch (cell.getCellType()) {
                                    case STRING -> cell.getStringCellValue();
                                    case NUMERIC -> cell.getNumericCellValue();
                                    case BOOLEAN -> cell.getBooleanCellValue();
                                    default -> cell.getCellType();
                                });
            }
            assertThat(workbook.getSheet("Members").getPaneInformation().isFreezePane())
                    .isTrue();
            assertThat(row.getCell(10).getAddress()).hasToString("K2");
        }
        assertThat(read)
                .containsExactly(
                        " a\n", "<&>", "", true, 7.0, "1152921504606846976", 1e300, 0.25, null, "NaN", "\uD83D\uDE00");
        try (ZipInputStream parts = new ZipInputStream(new ByteArrayInputStream(out.toByteArray()))) {
            while (!Objects.requireNonNull(parts.getNextEntry()).getName().endsWith("sheet1.xml")) {}
            assertThat(new String(parts.readAllBytes(), StandardCharsets.UTF_8))
                    .as("Excel takes spaces away that are not said to be meant")
                    .contains("<t xml:space=\"preserve\"> a\n</t>");
        }
    }

    @ParameterizedTest
    @CsvSource({"0, A", "25, Z", "26, AA", "701, ZZ", "702, AAA", "16383, XFD"})
    void columnsAreCalledByLetters(int column, String letters) {
        assertThat(SheetXml.letters(column)).isEqualTo(letters);
    }

    private static void write(TableReader rows, OutputStream out, long expected) throws IOException {
        new XlsxWriter(true, Progress.NONE, Deadline.none()).write(rows, out, NO_TEXTS, expected);
    }

    private static Seen sheet(ZipFile workbook, int number) throws IOException, XMLStreamException {
        int rows = 0;
        StringBuilder header = new StringBuilder();
        StringBuilder first = new StringBuilder();
        try (InputStream in = workbook.getInputStream(workbook.getEntry("xl/worksheets/sheet" + number + ".xml"))) {
            XMLStreamReader xml = XMLInputFactory.newFactory().createXMLStreamReader(in);
            while (xml.hasNext()) {
                int event = xml.next();
                if (event == XMLStreamReader.START_ELEMENT && xml.getLocalName().equals("row")) {
                    rows++;
                } else if (event == XMLStreamReader.CHARACTERS && rows == 1) {
                    header.append(xml.getText());
                } else if (event == XMLStreamReader.CHARACTERS && rows == 2) {
                    first.append(xml.getText());
                }
            }
        }
        return new Seen(rows, header.toString(), first.toString());
    }

    /** A table of one row. */
    private static final class OneRow implements TableReader {
        private final List<String> columns;
        private final List<@Nullable Object> values;
        private int row;

        private OneRow(List<String> columns, List<@Nullable Object> values) {
            this.columns = columns;
            this.values = values;
        }

        @Override
        public List<String> columns() {
            return columns;
        }

        @Override
        public boolean next() {
            return row++ == 0;
        }

        @Override
        public @Nullable Object value(int column) {
            return values.get(column);
        }

        @Override
        public void close() {}
    }

    /** One column with the numbers from 1. */
    private static final class Numbers implements TableReader {
        private final long most;
        private long number;

        private Numbers(long most) {
            this.most = most;
        }

        @Override
        public List<String> columns() {
            return List.of("n");
        }

        @Override
        public boolean next() {
            return ++number <= most;
        }

        @Override
        public Object value(int column) {
            return number;
        }

        @Override
        public void close() {}
    }
}
