package io.muster.server.facade.artisan;

import io.muster.server.access.Caller;
import io.muster.server.access.RequiredScope;
import io.muster.server.access.Scope;
import io.muster.server.export.CallerExports;
import io.muster.server.facade.artisan.ArtisanUsers.One;
import io.muster.server.facade.artisan.ArtisanUsers.Several;
import io.muster.server.facade.artisan.ArtisanUsers.Source;
import io.muster.server.http.Parameters;
import io.muster.server.project.Project;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping(ArtisanPaths.APP + "/users")
@RequiredScope(Scope.READ)
class ArtisanUserController {
    private final ArtisanUsers users;
    private final ArtisanExports exports;
    private final CallerExports made;
    private final ArtisanFile file;

    ArtisanUserController(ArtisanUsers users, ArtisanExports exports, CallerExports made, ArtisanFile file) {
        this.users = users;
        this.exports = exports;
        this.made = made;
        this.file = file;
    }

    @RequestMapping(method = {RequestMethod.GET, RequestMethod.POST})
    Several several(Project project, Parameters parameters) {
        return users.several(project, Source.of(parameters), parameters.list("ids"));
    }

    @RequestMapping(
            path = "/{user}",
            method = {RequestMethod.GET, RequestMethod.POST})
    One one(Project project, @PathVariable String user, Parameters parameters) {
        return users.one(project, Source.of(parameters), user);
    }

    @RequestMapping(
            path = "/shared_id/{user}",
            method = {RequestMethod.GET, RequestMethod.POST})
    One shared(Project project, @PathVariable String user) {
        return users.one(project, Source.CUSTOM, user);
    }

    @PostMapping("/export")
    @RequiredScope(Scope.EXPORT)
    Queued export(Project project, Parameters parameters) {
        return export(project, Source.of(parameters), parameters);
    }

    @PostMapping("/shared_id/export")
    @RequiredScope(Scope.EXPORT)
    Queued exportShared(Project project, Parameters parameters) {
        return export(project, Source.CUSTOM, parameters);
    }

    /** The gem's guide makes this path of the app and a variable that it calls a segment; it means a job. */
    @GetMapping("/{job}/download")
    @RequiredScope(Scope.EXPORT)
    void download(Caller caller, @PathVariable String job, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        file.send(made.get(caller, job).export(), request, response);
    }

    private Queued export(Project project, Source source, Parameters parameters) {
        List<String> ids = parameters.list("ids");
        return ids.isEmpty()
                ? exports.everyone(project, parameters)
                : exports.profiles(project, users.ids(project, source, ids), parameters);
    }
}
