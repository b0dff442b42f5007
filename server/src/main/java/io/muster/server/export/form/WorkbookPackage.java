package io.muster.server.export.form;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.zip.Deflater;
import org.apache.commons.compress.archivers.zip.Zip64Mode;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;

/**
 * The parts of a workbook (ECMA-376) in one ZIP file, which is written from start to end and depends on nothing but what is in it:
 * no part has a time. Sheets may be larger than 4 GiB, and so may be all of them together. For one thread.
 */
final class WorkbookPackage {

    private static final String DECLARATION = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>";
    private static final String MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private static final String DOCUMENT = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private static final String RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships";
    private static final String TYPES = "http://schemas.openxmlformats.org/package/2006/content-types";
    private static final String SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.";

    private final ZipArchiveOutputStream zip;

    WorkbookPackage(OutputStream out) {
        zip = new ZipArchiveOutputStream(out);
        zip.setLevel(Deflater.BEST_SPEED);
        // What Excel takes from a stream, in which sizes come after the data.
        zip.setUseZip64(Zip64Mode.AlwaysWithCompatibility);
    }

    /** Writes all but the sheets, the part first by which others know what kind of file it is. */
    void begin(int sheets) throws IOException {
        StringBuilder types = new StringBuilder("<Types xmlns=\"" + TYPES + "\">"
                + "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
                + "<Default Extension=\"xml\" ContentType=\"application/xml\"/>"
                + "<Override PartName=\"/xl/workbook.xml\" ContentType=\"" + SHEET_TYPE + "sheet.main+xml\"/>"
                + "<Override PartName=\"/xl/styles.xml\" ContentType=\"" + SHEET_TYPE + "styles+xml\"/>");
        StringBuilder names =
                new StringBuilder("<workbook xmlns=\"" + MAIN + "\" xmlns:r=\"" + DOCUMENT + "\"><sheets>");
        StringBuilder relations = new StringBuilder("<Relationships xmlns=\"" + RELATIONS + "\">");
        for (int sheet = 1; sheet <= sheets; sheet++) {
            types.append(
                    "<Override PartName=\"/" + sheet(sheet) + "\" ContentType=\"" + SHEET_TYPE + "worksheet+xml\"/>");
            names.append("<sheet name=\"Members" + (sheet == 1 ? "" : " " + sheet) + "\" sheetId=\"" + sheet
                    + "\" r:id=\"rId" + sheet + "\"/>");
            relations.append(relation(sheet, "worksheet", "worksheets/sheet" + sheet + ".xml"));
        }
        relations.append(relation(sheets + 1, "styles", "styles.xml"));
        part("[Content_Types].xml", types + "</Types>");
        part(
                "_rels/.rels",
                "<Relationships xmlns=\"" + RELATIONS + "\">" + relation(1, "officeDocument", "xl/workbook.xml")
                        + "</Relationships>");
        part("xl/workbook.xml", names + "</sheets></workbook>");
        part("xl/_rels/workbook.xml.rels", relations + "</Relationships>");
        part("xl/styles.xml", styles());
    }

    /** Begins a sheet; what follows by {@link #write} is in it, until {@link #endSheet}. */
    void beginSheet(int number) throws IOException {
        zip.putArchiveEntry(entry(sheet(number)));
        write(DECLARATION + "<worksheet xmlns=\"" + MAIN + "\">");
    }

    void write(CharSequence xml) throws IOException {
        zip.write(xml.toString().getBytes(StandardCharsets.UTF_8));
    }

    void endSheet() throws IOException {
        write("</worksheet>");
        zip.closeArchiveEntry();
    }

    /** Makes it a workbook; without, what was written is none. */
    void finish() throws IOException {
        zip.finish();
        zip.flush();
    }

    private static String sheet(int number) {
        return "xl/worksheets/sheet" + number + ".xml";
    }

    private static String relation(int id, String type, String target) {
        return "<Relationship Id=\"rId" + id + "\" Type=\"" + DOCUMENT + "/" + type + "\" Target=\"" + target + "\"/>";
    }

    /** One style, the usual one. */
    private static String styles() {
        return "<styleSheet xmlns=\"" + MAIN + "\">"
                + "<fonts count=\"1\"><font><sz val=\"11\"/><name val=\"Calibri\"/></font></fonts>"
                + "<fills count=\"2\"><fill><patternFill patternType=\"none\"/></fill>"
                + "<fill><patternFill patternType=\"gray125\"/></fill></fills>"
                + "<borders count=\"1\"><border><left/><right/><top/><bottom/><diagonal/></border></borders>"
                + "<cellStyleXfs count=\"1\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\"/></cellStyleXfs>"
                + "<cellXfs count=\"1\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\"/></cellXfs>"
                + "<cellStyles count=\"1\"><cellStyle name=\"Normal\" xfId=\"0\" builtinId=\"0\"/></cellStyles>"
                + "</styleSheet>";
    }

    private void part(String name, String xml) throws IOException {
        zip.putArchiveEntry(entry(name));
        write(DECLARATION + xml);
        zip.closeArchiveEntry();
    }

    /** A ZIP file's own beginning of time. */
    private static ZipArchiveEntry entry(String name) {
        ZipArchiveEntry entry = new ZipArchiveEntry(name);
        entry.setTimeLocal(LocalDateTime.of(1980, 1, 1, 0, 0));
        return entry;
    }
}
