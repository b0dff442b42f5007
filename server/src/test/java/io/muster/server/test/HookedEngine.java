package io.muster.server.test;

import io.muster.engine.EngineSnapshot;
import io.muster.engine.SegmentEngine;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.BeanPostProcessor;

/**
 * The server's engine, to which something happens just before it does what it is asked for. One of
 * {@link TestServer#start}'s classes. Thread-safe.
 */
public class HookedEngine implements BeanPostProcessor {
    private final Map<String, Runnable> hooks = new ConcurrentHashMap<>();
    private final Map<String, Object> answers = new ConcurrentHashMap<>();

    /** Does that once, in the caller's thread, before the engine's or a snapshot's method of that name is called. */
    public void before(String method, Runnable hook) {
        hooks.put(method, hook);
    }

    /** The next call of the engine's or a snapshot's method of that name is answered so. */
    public void answer(String method, Object answer) {
        answers.put(method, answer);
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        return bean instanceof SegmentEngine engine ? hooked(SegmentEngine.class, engine) : bean;
    }

    private <T> T hooked(Class<T> type, T target) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> call(target, method, arguments)));
    }

    private @Nullable Object call(Object target, Method method, Object @Nullable [] arguments) throws Throwable {
        Runnable hook = hooks.remove(method.getName());
        if (hook != null) {
            hook.run();
        }
        Object answer = answers.remove(method.getName());
        Object result = answer == null ? invoke(target, method, arguments) : answer;
        return result instanceof EngineSnapshot snapshot ? hooked(EngineSnapshot.class, snapshot) : result;
    }

    private static @Nullable Object invoke(Object target, Method method, Object @Nullable [] arguments)
            throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getTargetException();
        }
    }
}
