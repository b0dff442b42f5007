package io.muster.cli.vendor;

import io.muster.client.RowFormat;
import java.io.IOException;
import java.util.Map;

/**
 * A vendor's file as rows that a server takes.
 *
 * @param text the rows; made while they are read, so that a file of any size takes the same memory
 * @param fields which column is to be read as which field, unless the caller says otherwise
 */
public record VendorRows(RowFormat format, Opener text, Map<String, String> fields) {

    public VendorRows {
        fields = Map.copyOf(fields);
    }

    /**
     * Reads as much of a file as has to be known before its rows.
     *
     * @param delimiter between the columns of CSV
     * @throws IllegalArgumentException where it is no file of that vendor
     */
    public static VendorRows of(Vendor vendor, Opener file, char delimiter) throws IOException {
        return switch (vendor) {
            case ARTISAN -> ArtisanExport.rows(file);
            case INDICATIVE -> IndicativeEvents.rows(file);
            case APSIS -> ApsisReport.rows(file, delimiter);
        };
    }
}
