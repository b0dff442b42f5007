package io.muster.server.export.form;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.muster.engine.Deadline;
import io.muster.engine.Progress;
import io.muster.engine.TableReader;
import io.muster.model.MusterException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class XlsxWriterTest {

    @TempDir
    private Path directory;

    /** What a sheet has: how many rows, and the first cells of its first two. */
    private record Seen(int rows, String header, String first) {}

    @Test
    void whatASheetCannotHoldGoesOnOnTheNextWithTheHeaderAgain() throws IOException, XMLStreamException {
        long rows = XlsxWriter.SHEET_ROWS + 2L;
        Path file = directory.resolve("large.xlsx");
        try (OutputStream out = Files.newOutputStream(file)) {
            assertThat(new XlsxWriter(true, Progress.NONE, Deadline.none()).write(new Numbers(rows), out, rows))
                    .isEqualTo(rows);
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
            assertThatThrownBy(() -> writer.write(new Numbers(5_000), out, 5_000))
                    .isInstanceOf(MusterException.class);
        }
        assertThatThrownBy(() -> new ZipFile(file.toFile())).isInstanceOf(ZipException.class);
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
