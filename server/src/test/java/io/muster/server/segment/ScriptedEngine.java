package io.muster.server.segment;

import io.muster.engine.Deadline;
import io.muster.engine.EngineSnapshot;
import io.muster.engine.SegmentEngine;
import io.muster.model.condition.Condition;
import io.muster.server.test.SteppedClock;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

/**
 * The server's engine, but a question about the attribute {@code poison} fails, one about {@code endless} never comes to
 * an end, and all are written down; with a clock that a test moves.
 */
final class ScriptedEngine {

    /** What was asked in this process, by tests one at a time. */
    static final List<Condition> ASKED = new CopyOnWriteArrayList<>();

    static volatile boolean healed;

    private ScriptedEngine() {}

    /** To be named as a source of a server's beans; without annotation, so that no other server finds it. */
    static class Wiring {

        @Bean
        @Primary
        Clock steppedClock() {
            return CLOCK;
        }

        @Bean
        static BeanPostProcessor engineWrapping() {
            return new BeanPostProcessor() {
                @Override
                public Object postProcessAfterInitialization(Object bean, String name) {
                    return bean instanceof SegmentEngine engine ? wrap(engine) : bean;
                }
            };
        }
    }

    static final SteppedClock CLOCK = new SteppedClock();

    private static SegmentEngine wrap(SegmentEngine engine) {
        return proxy(SegmentEngine.class, (method, arguments) -> {
            Object result = call(engine, method, arguments);
            return result instanceof EngineSnapshot snapshot ? wrap(snapshot) : result;
        });
    }

    private static EngineSnapshot wrap(EngineSnapshot snapshot) {
        return proxy(EngineSnapshot.class, (method, arguments) -> {
            if (method.getName().equals("select") || method.getName().equals("update")) {
                Condition leaf = (Condition) arguments[0];
                ASKED.add(leaf);
                act(leaf.toString(), (Deadline) arguments[arguments.length - 1]);
            }
            return call(snapshot, method, arguments);
        });
    }

    private static void act(String leaf, Deadline deadline) throws InterruptedException {
        if (leaf.contains("endless")) {
            CountDownLatch over = new CountDownLatch(1);
            try (Deadline.Registration _ = deadline.onEnd(over::countDown)) {
                over.await(10, TimeUnit.MINUTES);
            }
            deadline.check();
        }
        if (leaf.contains("poison") && !healed) {
            throw new IllegalStateException("poisoned");
        }
    }

    private interface Script {
        Object run(Method method, Object[] arguments) throws Throwable;
    }

    private static <T> T proxy(Class<T> type, Script script) {
        Object proxy = Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (any, method, arguments) -> script.run(method, arguments));
        return type.cast(proxy);
    }

    private static Object call(Object target, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getTargetException();
        }
    }
}
