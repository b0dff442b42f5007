package io.muster.server.delivery;

import io.muster.server.delivery.Delivery.OpenUpload;
import io.muster.server.storage.UploadLog;
import java.util.Optional;

/** Keeps in the catalogue which upload a delivery has open for one path. */
final class DeliveryLog implements UploadLog {

    private final DeliveryStore store;
    private final String delivery;
    private final String path;

    DeliveryLog(DeliveryStore store, String delivery, String path) {
        this.store = store;
        this.delivery = delivery;
        this.path = path;
    }

    @Override
    public Optional<String> open() {
        return store.find(delivery)
                .flatMap(found -> Optional.ofNullable(found.openUpload()))
                .filter(upload -> upload.path().equals(path))
                .map(OpenUpload::upload);
    }

    @Override
    public void opened(String upload) {
        store.open(delivery, new OpenUpload(path, upload));
    }

    @Override
    public void closed() {
        store.open(delivery, null);
    }
}
