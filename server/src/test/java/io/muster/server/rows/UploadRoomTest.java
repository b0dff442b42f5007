package io.muster.server.rows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.muster.model.ErrorCode;
import io.muster.model.MusterException;
import io.muster.model.ProjectId;
import io.muster.server.config.MusterProperties;
import io.muster.server.http.ProblemException;
import io.muster.server.test.TestServer;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;

class UploadRoomTest {
    private static final ProjectId ONE = new ProjectId("p1");
    private static final ProjectId OTHER = new ProjectId("p2");

    private final AtomicLong free = new AtomicLong(1L << 40);
    private final UploadRoom room =
            new UploadRoom(new MusterProperties.Upload(DataSize.ofBytes(100), DataSize.ofBytes(150)), free::get);

    @Test
    void anUploadMayBeSoLargeAndNoLarger() {
        try (UploadRoom.Share share = room.open(ONE)) {
            share.take(60);
            share.take(40);

            refused(share, 1, ErrorCode.TOO_LARGE, "100 bytes");
        }
    }

    @Test
    void uploadsOfAProjectShareWhatItMayHaveAndGiveItBack() {
        try (UploadRoom.Share first = room.open(ONE);
                UploadRoom.Share other = room.open(OTHER)) {
            first.take(100);
            other.take(100);
            try (UploadRoom.Share second = room.open(ONE)) {
                second.take(50);
                assertThatThrownBy(() -> second.take(1))
                        .isInstanceOfSatisfying(
                                ProblemException.class,
                                e -> assertThat(e.code()).isEqualTo(ErrorCode.OVERLOADED))
                        .hasMessageContaining("150 bytes");
            }
            try (UploadRoom.Share third = room.open(ONE)) {
                third.take(50);
            }
        }
        try (UploadRoom.Share first = room.open(ONE);
                UploadRoom.Share second = room.open(ONE)) {
            first.take(100);
            second.take(50);
        }
    }

    @Test
    void someOfTheDiskIsLeftToTheOthers() {
        try (UploadRoom.Share share = room.open(ONE)) {
            free.set(UploadRoom.RESERVE + 10);
            share.take(10);
            free.set(UploadRoom.RESERVE);

            refused(share, 1, ErrorCode.STORAGE_FULL, "10 bytes of it did");
            free.set(UploadRoom.RESERVE + 1);
            share.take(1);
        }
    }

    @Test
    void anUploadThatIsOverHasNoRoom(@TempDir Path directory) {
        try (TestServer server = TestServer.start(directory, Map.of("muster.upload.project", "3MB"))) {
            ProjectId project =
                    new ProjectId(server.owner().get("/v1/projects/default").at("/id"));
            for (int i = 0; i < 2; i++) {
                long size = server.bean(Uploads.class)
                        .with(
                                project,
                                new ByteArrayInputStream(new byte[2 << 20]),
                                () -> {},
                                file -> file.toFile().length());
                assertThat(size).isEqualTo(2 << 20);
            }
        }
    }

    private static void refused(UploadRoom.Share share, int more, ErrorCode code, String detail) {
        assertThatThrownBy(() -> share.take(more))
                .isInstanceOfSatisfying(
                        MusterException.class, e -> assertThat(e.code()).isEqualTo(code))
                .hasMessageContaining(detail);
    }
}
