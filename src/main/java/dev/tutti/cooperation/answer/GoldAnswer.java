package dev.tutti.cooperation.answer;

import dev.tutti.chat.Json;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * Answer that is known to be right, whose form says which type the others are read as.
 *
 * @param type never {@code AUTO}
 */
public record GoldAnswer(AnswerType type, String text) {
  /** Larger and smaller numbers are no answers of anybody's. */
  private static final int MOST_DIGITS = 400;

  /** Answer of a JSON value; empty where there is none. */
  public static Optional<GoldAnswer> of(JsonNode gold) {
    if (gold.isNumber()) {
      return Optional.of(gold.decimalValue())
          .filter(number -> number.precision() + Math.abs((long) number.scale()) <= MOST_DIGITS)
          .map(number -> new GoldAnswer(AnswerType.NUMBER, number.toPlainString()));
    }
    if (gold.isBoolean()) {
      return Optional.of(new GoldAnswer(AnswerType.BOOLEAN, Json.text(gold)));
    }
    if (gold.isContainer()) {
      return Optional.of(new GoldAnswer(AnswerType.JSON, Json.text(gold)));
    }
    return gold.isString() && !gold.asString().isBlank()
        ? Optional.of(new GoldAnswer(type(gold.asString()), gold.asString()))
        : Optional.empty();
  }

  /** Type of a text: of one letter a choice. */
  private static AnswerType type(String text) {
    return TypeDetection.form(ModelText.of(text));
  }
}
