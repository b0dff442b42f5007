package io.muster.server.golden;

import io.muster.server.test.TestServer;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Replays the examples of one interface, with these tests' client and with the Java client. */
public interface GoldenContract {

    /** The folder of {@code api/golden} with the examples. */
    String folder();

    TestServer server();

    /** What the names in the examples stand for, made for one replay and used in no other. */
    Map<String, String> names();

    @TestFactory
    default Stream<DynamicTest> theServerAnswersAsTheExamplesSay() {
        return replays(Sender.of(server().anybody()));
    }

    @TestFactory
    default Stream<DynamicTest> theJavaClientIsAnsweredAsTheExamplesSay() {
        return replays(Sender.ofJavaClient(server().port()));
    }

    private Stream<DynamicTest> replays(Sender sender) {
        return Golden.of(folder()).stream()
                .map(example -> DynamicTest.dynamicTest(example.toString(), () -> example.replay(sender, names())));
    }
}
