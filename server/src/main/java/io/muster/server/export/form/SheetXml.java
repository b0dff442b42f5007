package io.muster.server.export.form;

import java.math.BigDecimal;
import java.util.List;

/** The XML of a sheet's rows, which the caller takes away now and then. Texts stand in their cells. For one thread. */
final class SheetXml {

    /** Characters' width of a column, which its texts may be longer than. */
    private static final int WIDEST = 60;

    private static final int NARROWEST = 10;

    private final StringBuilder xml = new StringBuilder(1 << 17);
    private final List<String> letters;
    private int row;
    private String number = "";

    /** @param letters what each column is called by, as {@link #letters} says */
    SheetXml(List<String> letters) {
        this.letters = letters;
    }

    /** What a sheet calls its column, from 0: {@code A}, …, {@code Z}, {@code AA}, …. */
    static String letters(int column) {
        StringBuilder letters = new StringBuilder();
        for (int left = column + 1; left > 0; left = (left - 1) / 26) {
            letters.insert(0, (char) ('A' + (left - 1) % 26));
        }
        return letters.toString();
    }

    /**
     * Begins a sheet whose first row stays in sight.
     *
     * @param longest characters of the longest text in each column
     */
    void begin(List<Integer> longest) {
        row = 0;
        xml.append("<sheetViews><sheetView workbookViewId=\"0\"><pane ySplit=\"1\" topLeftCell=\"A2\""
                + " activePane=\"bottomLeft\" state=\"frozen\"/></sheetView></sheetViews><cols>");
        for (int column = 0; column < letters.size(); column++) {
            int width = Math.clamp(longest.get(column) + 2L, NARROWEST, WIDEST);
            xml.append("<col min=\"" + (column + 1) + "\" max=\"" + (column + 1) + "\" width=\"" + width
                    + "\" customWidth=\"1\"/>");
        }
        xml.append("</cols><sheetData>");
    }

    void beginRow() {
        number = String.valueOf(++row);
        xml.append("<row r=\"").append(number).append("\">");
    }

    void endRow() {
        xml.append("</row>");
    }

    void end() {
        xml.append("</sheetData>");
    }

    void bool(int column, boolean value) {
        cell(column).append("\" t=\"b\"><v>").append(value ? '1' : '0').append("</v></c>");
    }

    void number(int column, long value) {
        cell(column).append("\"><v>").append(value).append("</v></c>");
    }

    void number(int column, double value) {
        cell(column).append("\"><v>").append(value).append("</v></c>");
    }

    void number(int column, BigDecimal value) {
        cell(column).append("\"><v>").append(value).append("</v></c>");
    }

    /** Spaces at a text's ends are lost unless they are said to be meant. */
    void text(int column, String value) {
        boolean spaced = !value.isEmpty()
                && (value.charAt(0) <= ' ' || value.charAt(value.length() - 1) <= ' ' || value.indexOf('\n') >= 0);
        cell(column)
                .append(spaced ? "\" t=\"inlineStr\"><is><t xml:space=\"preserve\">" : "\" t=\"inlineStr\"><is><t>");
        XlsxText.append(value, xml);
        xml.append("</t></is></c>");
    }

    private StringBuilder cell(int column) {
        return xml.append("<c r=\"").append(letters.get(column)).append(number);
    }

    /** Characters that wait to be taken. */
    int length() {
        return xml.length();
    }

    /** What there is; it is forgotten here. */
    String take() {
        String taken = xml.toString();
        xml.setLength(0);
        return taken;
    }
}
