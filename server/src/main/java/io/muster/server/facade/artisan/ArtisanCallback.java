package io.muster.server.facade.artisan;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.muster.server.export.Export;
import io.muster.server.project.Project;
import io.muster.server.webhook.CallbackForm;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a callback of this interface is told of a job. */
@Component
class ArtisanCallback implements CallbackForm {
    static final String NAME = "artisan";

    private final JsonMapper json;

    ArtisanCallback(JsonMapper json) {
        this.json = json;
    }

    /**
     * That a job has ended.
     *
     * @param path where its file is on this server
     * @param url the same with the server's public address, where that is set
     */
    record Ended(
            @JsonProperty("job") String job,
            @JsonProperty("status") JobStatus status,
            @JsonProperty("download_path") String path,
            @JsonProperty("result_url") String url) {}

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public JsonNode body(Project project, Export export, String base) {
        String path = ArtisanPaths.download(export.id());
        return json.valueToTree(new Ended(export.id(), JobStatus.of(export.state()), path, base + path));
    }
}
