package io.muster.client;

import java.util.Collections;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A list of the server, read page by page as it is walked through. */
final class Pages<T> implements Iterator<T> {
    private final Transport transport;
    private final Call first;
    private final Class<T> itemType;
    private Iterator<JsonNode> page = Collections.emptyIterator();
    private @Nullable String cursor;
    private boolean started;

    private Pages(Transport transport, Call first, Class<T> itemType) {
        this.transport = transport;
        this.first = first;
        this.itemType = itemType;
    }

    /** All items, in the list's order. Nothing is asked for before an item is wanted. */
    static <T> Stream<T> stream(Transport transport, Call first, Class<T> itemType) {
        int traits = Spliterator.ORDERED | Spliterator.NONNULL;
        Iterator<T> items = new Pages<>(transport, first, itemType);
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(items, traits), false);
    }

    @Override
    public boolean hasNext() {
        while (!page.hasNext() && (!started || cursor != null)) {
            Call call = cursor == null ? first : first.with("cursor", cursor);
            Page next = transport.json(call, Page.class);
            started = true;
            cursor = next.nextCursor();
            page = next.items().iterator();
        }
        return page.hasNext();
    }

    @Override
    public T next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return MusterJson.mapper().treeToValue(page.next(), itemType);
    }
}
