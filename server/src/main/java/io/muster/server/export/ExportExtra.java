package io.muster.server.export;

import io.muster.server.project.Project;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Something that another part adds to exports: a member of the request, and a member of what callers see. A bean. */
public interface ExportExtra {

    /** The request's member. */
    String member();

    /**
     * Checks the member's value, outside of any transaction.
     *
     * @param value never null
     * @return what {@link #added} is to be given
     * @throws io.muster.model.MusterException of which code and detail are told as a fault of the member
     */
    JsonNode check(Project project, JsonNode value);

    /** Keeps what was checked, in the transaction that makes the export. */
    void added(Export export, JsonNode checked);

    /** The member that callers see on every export. */
    String seenAs();

    /** What callers see, by the export's id; {@link #nothing} where there is none. */
    Map<String, ?> seen(Collection<String> exports);

    /** What callers see on exports that have nothing of this. */
    @Nullable Object nothing();
}
