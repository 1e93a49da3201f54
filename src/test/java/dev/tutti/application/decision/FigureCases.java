package dev.tutti.application.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tutti.chat.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Requests for figures as text, with single quotes, and their answers. */
final class FigureCases {
  private FigureCases() {}

  static ObjectNode answer(String request) {
    return DecisionFigures.of((ObjectNode) Json.tree(request.replace('\'', '"')));
  }

  static void assertFigure(JsonNode figure, double expected, double tolerance) {
    assertThat(figure.isNumber()).as("%s is a number", figure).isTrue();
    assertThat(figure.asDouble()).isCloseTo(expected, within(tolerance));
  }
}
