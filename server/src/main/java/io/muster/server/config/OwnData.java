package io.muster.server.config;

import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Takes the data directory before anything is made that opens, migrates or clears what is in it, and gives it free when
 * everything is closed.
 */
public final class OwnData implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        MusterProperties settings = Binder.get(context.getEnvironment()).bindOrCreate("muster", MusterProperties.class);
        DataLock lock = DataLock.take(settings.data());
        // What is registered first is closed last.
        ((DefaultListableBeanFactory) context.getBeanFactory()).registerDisposableBean("dataLock", lock::close);
    }
}
