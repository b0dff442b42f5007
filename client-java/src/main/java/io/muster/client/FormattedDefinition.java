package io.muster.client;

import tools.jackson.databind.JsonNode;

/** A definition in both notations, each in its one canonical form. */
public record FormattedDefinition(JsonNode definition, String definitionText) {}
