package dev.tutti.output;

import com.networknt.schema.Error;
import com.networknt.schema.ExecutionContextCustomizer;
import com.networknt.schema.Schema;
import com.networknt.schema.ValidationLimitExceededException;
import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.chat.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Form that an answer must have: a JSON object, or a value that is valid for a schema. Immutable
 * and thread-safe.
 */
public final class OutputForm {
  private static final int MOST_FLAWS = 8;
  private static final int LONGEST_FLAW = 240;
  private static final long MOST_STEPS = 2_000_000;
  private static final int DEEPEST = 1_000;
  private static final ExecutionContextCustomizer LIMITS =
      (context, _) ->
          context.executionConfig(
              config ->
                  config
                      .locale(Locale.ENGLISH)
                      .formatAssertionsEnabled(true)
                      .maxEvaluationSteps(MOST_STEPS)
                      .maxEvaluationDepth(DEEPEST));

  /** Any JSON object. */
  public static final OutputForm OBJECT = new OutputForm(null);

  private final @Nullable Schema schema;

  private OutputForm(@Nullable Schema schema) {
    this.schema = schema;
  }

  static OutputForm of(Schema schema) {
    return new OutputForm(schema);
  }

  /**
   * Judges the whole text of an answer.
   *
   * @throws Fault {@code invalid_request} when the schema makes that too much work
   */
  public Judgement judge(String text) {
    return MatchBudget.bounded(() -> judged(text));
  }

  private Judgement judged(String text) {
    if (text.isBlank()) {
      return new Judgement.Flawed(List.of("the answer is empty (expected: JSON)"));
    }
    JsonNode value;
    try {
      value = Json.tree(text);
    } catch (Fault e) {
      return mended(text, notJson(e));
    }
    var flaws = flaws(value);
    return flaws.isEmpty() ? new Judgement.Fits() : new Judgement.Flawed(flaws);
  }

  /** Takes what is valid among what may have been meant, unless that is ambiguous. */
  private Judgement mended(String text, String mistake) {
    var flaws = List.of(mistake);
    var fitting = new LinkedHashMap<JsonNode, String>();
    for (var each : NearJson.read(text)) {
      var value = readable(each);
      var found = value == null ? flaws : flaws(value);
      if (value != null && found.isEmpty()) {
        fitting.putIfAbsent(value, each);
      } else if (fitting.isEmpty()) {
        flaws = found;
      }
    }
    return switch (fitting.size()) {
      case 0 -> new Judgement.Flawed(flaws);
      case 1 -> new Judgement.Mended(fitting.firstEntry().getValue());
      default ->
          new Judgement.Flawed(
              List.of("%d answers in one (expected: one JSON value)".formatted(fitting.size())));
    };
  }

  private static @Nullable JsonNode readable(String json) {
    try {
      return Json.tree(json);
    } catch (Fault _) { // beyond the bounds of JSON here
      return null;
    }
  }

  /**
   * Flaws of a value, at most eight; nothing when it is what it must be.
   *
   * @throws Fault {@code invalid_request} when the schema makes that too much work
   */
  public List<String> check(JsonNode value) {
    return MatchBudget.bounded(() -> flaws(value));
  }

  private List<String> flaws(JsonNode value) {
    if (schema == null) {
      return value.isObject()
          ? List.of()
          : List.of("%s found, object expected".formatted(SchemaRules.kind(value)));
    }
    var flaws = new ArrayList<String>();
    try {
      var errors = schema.validate(value, LIMITS);
      errors.stream().limit(MOST_FLAWS).forEach(error -> flaws.add(told(error)));
    } catch (ValidationLimitExceededException e) {
      throw MatchBudget.tooMuch("validation takes too many steps, at " + e.getSchemaLocation());
    } catch (ArithmeticException | NumberFormatException e) {
      flaws.add("/: a number is too large (expected: one that a double can hold)");
    }
    return flaws;
  }

  static String told(Error error) {
    var path = error.getInstanceLocation().toString();
    return shortened((path.isEmpty() ? "/" : path) + ": " + error.getMessage());
  }

  private static String notJson(Fault unreadable) {
    return unreadable.code() == FaultCode.TRUNCATED
        ? "the JSON breaks off (expected: one whole JSON value)"
        : shortened(unreadable.getMessage() + " (expected: one JSON value and nothing else)");
  }

  private static String shortened(String flaw) {
    return flaw.length() > LONGEST_FLAW ? flaw.substring(0, LONGEST_FLAW) + "..." : flaw;
  }
}
