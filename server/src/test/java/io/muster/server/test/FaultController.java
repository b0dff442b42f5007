package io.muster.server.test;

import io.muster.server.access.RequiredScope;
import io.muster.server.access.Scope;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** A controller with a bug. */
@RestController
@RequiredScope(Scope.READ)
class FaultController {

    @GetMapping("/test/fault")
    String fail() {
        throw new IllegalStateException("a secret detail");
    }
}
