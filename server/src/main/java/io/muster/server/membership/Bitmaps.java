package io.muster.server.membership;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/** Bitmaps as bytes, in RoaringBitmap's portable format; nobody is null. */
final class Bitmaps {

    private Bitmaps() {}

    static byte[] write(RoaringBitmap bitmap) {
        ByteBuffer bytes = ByteBuffer.allocate(bitmap.serializedSizeInBytes());
        bitmap.serialize(bytes);
        return bytes.array();
    }

    static byte @Nullable [] writeUnlessEmpty(RoaringBitmap bitmap) {
        return bitmap.isEmpty() ? null : write(bitmap);
    }

    static RoaringBitmap read(byte @Nullable [] bytes) {
        RoaringBitmap bitmap = new RoaringBitmap();
        if (bytes == null) {
            return bitmap;
        }
        try {
            bitmap.deserialize(ByteBuffer.wrap(bytes));
            return bitmap;
        } catch (IOException e) {
            throw new UncheckedIOException("a stored membership cannot be read", e);
        }
    }
}
