package io.muster.engine;

import java.util.List;
import java.util.Map;
import org.roaringbitmap.RoaringBitmap;

/**
 * What is to be written: one row for each member.
 *
 * @param segments members of segments by the name that columns know them by
 * @param entrances since when profiles are in segments, by that name; nobody is in two of one segment
 */
public record ExportRows(
        RoaringBitmap members,
        List<ExportColumn> columns,
        Map<String, RoaringBitmap> segments,
        Map<String, List<Entrance>> entrances) {

    public ExportRows {
        columns = List.copyOf(columns);
        segments = Map.copyOf(segments);
        entrances = Map.copyOf(entrances);
    }

    /** Rows without columns about segments. */
    public static ExportRows of(RoaringBitmap members, List<ExportColumn> columns) {
        return new ExportRows(members, columns, Map.of(), Map.of());
    }
}
