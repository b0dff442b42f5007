package io.muster.server.conformance;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestWatcher;

/** Records what became of a test that proves something. */
final class ResultRecorder implements TestWatcher {

    @Override
    public void testSuccessful(ExtensionContext context) {
        record(context, Result.PASSED);
    }

    @Override
    public void testFailed(ExtensionContext context, @Nullable Throwable cause) {
        record(context, Result.FAILED);
    }

    @Override
    public void testAborted(ExtensionContext context, @Nullable Throwable cause) {
        record(context, Result.SKIPPED);
    }

    @Override
    public void testDisabled(ExtensionContext context, Optional<String> reason) {
        record(context, Result.SKIPPED);
    }

    private static void record(ExtensionContext context, Result result) {
        var method = context.getRequiredTestMethod();
        Results.record(method.getDeclaringClass().getName() + "#" + method.getName(), result);
    }
}
