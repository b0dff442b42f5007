package io.muster.server.facade.artisan;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.muster.server.access.Caller;
import io.muster.server.access.RequiredScope;
import io.muster.server.access.Scope;
import io.muster.server.export.CallerExports;
import io.muster.server.export.ExportState;
import io.muster.server.http.Page;
import io.muster.server.http.Parameters;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping(ArtisanPaths.ROOT)
@RequiredScope(Scope.EXPORT)
class ArtisanJobController {
    private final CallerExports exports;
    private final ArtisanFile file;

    ArtisanJobController(CallerExports exports, ArtisanFile file) {
        this.exports = exports;
        this.file = file;
    }

    @GetMapping({"/status", "/jobs"})
    JobList list(Caller caller, Parameters parameters) {
        return list(
                caller,
                parameters
                        .text("status")
                        .map(status -> JobStatus.parse(status).states())
                        .orElse(Set.of(ExportState.values())));
    }

    @GetMapping("/jobs/status/{status}")
    JobList list(Caller caller, @PathVariable String status) {
        return list(caller, JobStatus.parse(status).states());
    }

    @GetMapping("/jobs/{job}")
    Job.Detail get(Caller caller, @PathVariable String job) {
        return Job.Detail.of(exports.get(caller, job));
    }

    @GetMapping("/jobs/{job}/download")
    void download(Caller caller, @PathVariable String job, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        file.send(exports.get(caller, job).export(), request, response);
    }

    private JobList list(Caller caller, Set<ExportState> states) {
        return new JobList(Page.all(page -> exports.list(caller, states, page)).stream()
                .map(located -> Job.of(located.export()))
                .toList());
    }

    record JobList(@JsonProperty("jobs") List<Job> jobs) {}
}
