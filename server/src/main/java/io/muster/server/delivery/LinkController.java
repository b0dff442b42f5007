package io.muster.server.delivery;

import io.muster.model.ErrorCode;
import io.muster.model.MusterException;
import io.muster.server.access.RequiredScope;
import io.muster.server.access.Scope;
import io.muster.server.delivery.DeliveryController.LinkView;
import io.muster.server.export.Export;
import io.muster.server.export.ExportState;
import io.muster.server.export.Exports;
import io.muster.server.export.form.Compression;
import io.muster.server.export.form.ExportFormat;
import io.muster.server.export.form.FormWanted;
import io.muster.server.http.JsonFields;
import io.muster.server.http.PublicUrl;
import io.muster.server.project.Project;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ObjectNode;

@RestController
@RequestMapping(path = "/v1/projects/{project}", produces = MediaType.APPLICATION_JSON_VALUE)
@RequiredScope(Scope.EXPORT)
class LinkController {

    private final Links links;
    private final Exports exports;
    private final PublicUrl url;
    private final Clock clock;

    LinkController(Links links, Exports exports, PublicUrl url, Clock clock) {
        this.links = links;
        this.exports = exports;
        this.url = url;
        this.clock = clock;
    }

    @PostMapping(path = "/exports/{export}/links", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<LinkView> create(Project project, @PathVariable String export, @RequestBody ObjectNode body) {
        JsonFields fields = new JsonFields(body);
        Duration time = LinkRequest.time(fields);
        String format = fields.parsed("format", LinkRequest::format).orElse("");
        boolean direct = fields.flag("direct").orElse(false);
        fields.done();
        Export found = exports.get(project, export);
        if (found.state() == ExportState.EXPIRED) {
            throw new MusterException(ErrorCode.GONE, "Export \"" + export + "\" has expired; its file is deleted.");
        }
        if (direct) {
            FormWanted wanted = format.isEmpty()
                    ? FormWanted.file(found.format(), found.compression())
                    : FormWanted.file(ExportFormat.valueOf(format.toUpperCase(Locale.ROOT)), Compression.NONE);
            Instant end = clock.instant().plus(time).truncatedTo(ChronoUnit.SECONDS);
            return made(new LinkView(exports.sign(found, wanted, time).toString(), end));
        }
        Links.Link link = links.make(project, found, format, time);
        return made(new LinkView(url.of(link.path()), link.expiresAt()));
    }

    private static ResponseEntity<LinkView> made(LinkView link) {
        return ResponseEntity.status(201).cacheControl(CacheControl.noStore()).body(link);
    }

    @PostMapping(path = "/link-key/rotate", consumes = MediaType.APPLICATION_JSON_VALUE)
    @RequiredScope(Scope.ADMIN)
    ResponseEntity<Void> rotate(Project project, @RequestBody ObjectNode body) {
        JsonFields fields = new JsonFields(body);
        boolean revoke = fields.flag("revoke").orElse(false);
        fields.done();
        links.rotate(project.id(), revoke);
        return ResponseEntity.noContent().build();
    }
}
