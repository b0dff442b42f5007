package io.muster.server.job;

import io.muster.model.ProjectId;
import tools.jackson.databind.JsonNode;

/** A job to be; see {@link Job} for the parts. */
public record NewJob(ProjectId project, String type, String subjectType, String subject, String unit, JsonNode data) {}
