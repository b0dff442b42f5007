package io.muster.server.job;

import io.muster.server.access.Caller;
import io.muster.server.access.RequiredScope;
import io.muster.server.access.Scope;
import io.muster.server.audit.Audited;
import io.muster.server.http.Page;
import io.muster.server.http.PageRequest;
import io.muster.server.project.Project;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping(path = "/v1/projects/{project}/jobs", produces = MediaType.APPLICATION_JSON_VALUE)
@RequiredScope(Scope.READ)
class JobController {
    private final Jobs jobs;

    JobController(Jobs jobs) {
        this.jobs = jobs;
    }

    @GetMapping
    Page<JobView> list(Project project, PageRequest page) {
        return jobs.list(project.id(), page).map(job -> JobView.of(job, project));
    }

    @GetMapping("/{job}")
    JobView get(Project project, @PathVariable String job) {
        return JobView.of(jobs.get(project.id(), job), project);
    }

    @Audited
    @DeleteMapping("/{job}")
    ResponseEntity<Void> cancel(Project project, @PathVariable String job, Caller caller) {
        caller.require(jobs.scope(jobs.get(project.id(), job)));
        jobs.cancel(project.id(), job);
        return ResponseEntity.noContent().build();
    }
}
