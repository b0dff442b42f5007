package io.muster.server.test;

import io.muster.server.access.RequiredScope;
import io.muster.server.access.Scope;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import org.springframework.core.io.InputStreamResource;
import org.springframework.core.io.Resource;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

/** A controller with bugs. */
@RestController
@RequiredScope(Scope.READ)
class FaultController {

    /** More than a server gathers before it sends. */
    private static final byte[] BYTES = new byte[1 << 20];

    @GetMapping("/test/fault")
    String fail() {
        throw new IllegalStateException("a secret detail");
    }

    @GetMapping("/test/late-fault/file")
    ResponseEntity<Resource> failLate() {
        InputStream broken = new FilterInputStream(InputStream.nullInputStream()) {
            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                throw new IOException("a secret detail");
            }
        };
        InputStream bytes = new SequenceInputStream(new ByteArrayInputStream(BYTES), broken);
        return ResponseEntity.ok().body(new InputStreamResource(bytes));
    }

    @GetMapping("/test/late-fault/stream")
    ResponseEntity<StreamingResponseBody> failLateElsewhere() {
        return ResponseEntity.ok().body(out -> {
            out.write(BYTES);
            throw new IOException("a secret detail");
        });
    }
}
