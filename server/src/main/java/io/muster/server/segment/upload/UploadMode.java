package io.muster.server.segment.upload;

import org.roaringbitmap.RoaringBitmap;

/** What the profiles of an upload are to a segment's members. */
enum UploadMode {
    ADD,
    REMOVE,
    REPLACE;

    /** What becomes of members that may be changed. */
    RoaringBitmap apply(RoaringBitmap members, RoaringBitmap named) {
        switch (this) {
            case ADD -> members.or(named);
            case REMOVE -> members.andNot(named);
            case REPLACE -> {
                return named.clone();
            }
        }
        return members;
    }
}
