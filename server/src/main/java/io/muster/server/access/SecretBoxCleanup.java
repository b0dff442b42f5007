package io.muster.server.access;

import io.muster.server.catalog.Catalog;
import io.muster.server.config.MusterProperties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.stereotype.Component;

/** Does away, where only hashes are to be kept, with the sealed copies of secrets from before that was so. */
@Component
class SecretBoxCleanup implements InitializingBean {
    private static final Logger LOG = LoggerFactory.getLogger(SecretBoxCleanup.class);

    private final ApplicationStore store;
    private final Catalog catalog;
    private final boolean keepsSecrets;

    SecretBoxCleanup(ApplicationStore store, Catalog catalog, MusterProperties properties) {
        this.store = store;
        this.catalog = catalog;
        this.keepsSecrets = properties.secret().reveal();
    }

    @Override
    public void afterPropertiesSet() {
        int emptied = keepsSecrets ? 0 : store.emptyBoxes();
        if (emptied > 0) {
            catalog.scrub();
            LOG.info("muster.secret.reveal is false: forgot the sealed secrets of {} applications", emptied);
        }
    }
}
