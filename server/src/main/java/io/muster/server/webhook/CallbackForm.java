package io.muster.server.webhook;

import io.muster.server.export.Export;
import io.muster.server.project.Project;
import tools.jackson.databind.JsonNode;

/** The words in which one of the older interfaces tells a callback of an export that has ended; a bean. */
public interface CallbackForm {

    /** What requests call it; short, and the same for ever. */
    String name();

    /**
     * The whole body of the callback.
     *
     * @param base what comes before paths on this server, without a slash at its end; may be empty
     */
    JsonNode body(Project project, Export export, String base);
}
