package io.muster.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.muster.model.ErrorCode;
import io.muster.model.MusterException;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

class ProblemLogTest {
    private final Problems problems = new Problems(new JsonMapper(), List.of());
    private final Logger logger = (Logger) LoggerFactory.getLogger(Problems.class);
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();

    @BeforeEach
    void listen() {
        log.start();
        logger.addAppender(log);
    }

    @AfterEach
    void stop() {
        logger.detachAppender(log);
    }

    @Test
    void anAnswerThatIsEndedOnPurposeIsNoFault() {
        MusterException gone = new MusterException(ErrorCode.GONE, "The files were deleted meanwhile.");

        assertThat(problems.of(new IOException(gone)).status()).isEqualTo(410);

        assertThat(log.list).isEmpty();
    }

    @Test
    void whatIsNotKnownGoesToTheLogAndToNobodyElse() {
        IOException fault = new IOException("disk 7 at /data");

        Problem told = problems.of(fault);

        assertThat(told.status()).isEqualTo(500);
        assertThat(told.toString()).doesNotContain("disk 7");
        assertThat(log.list)
                .singleElement()
                .satisfies(line ->
                        assertThat(line.getThrowableProxy().getMessage()).isEqualTo(fault.getMessage()));
    }
}
