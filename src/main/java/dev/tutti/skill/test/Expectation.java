package dev.tutti.skill.test;

import dev.tutti.chat.Fault;
import dev.tutti.chat.Json;
import dev.tutti.output.OutputForms;
import dev.tutti.skill.api.Skill;
import dev.tutti.skill.api.SkillException;
import dev.tutti.skill.api.SkillResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Expectation of a test. Immutable.
 *
 * @param rules as the test's file has them, by their names; not to be changed
 */
record Expectation(ObjectNode rules) {
  /** The names of all rules. */
  static final Set<String> RULES =
      Set.of(
          "equals",
          "contains",
          "not_contains",
          "matches",
          "schema",
          "max_tokens",
          "json",
          "error",
          "prompt_contains",
          "judge");

  private static final int LONGEST = 240;

  /**
   * Outcome of an execution.
   *
   * @param result what was answered, null when it failed
   * @param fault why it failed, null when it did not
   * @param prompts all that models were told
   */
  record ActualResult(@Nullable SkillResult result, @Nullable Fault fault, String prompts) {}

  /** Whether a model is to judge the answer. */
  boolean judged() {
    return rules.has("judge");
  }

  /** Mistakes in the rules themselves. */
  List<String> slips() {
    var slips = new ArrayList<String>();
    for (var name : List.of("contains", "not_contains", "prompt_contains")) {
      if (values(name).stream().anyMatch(each -> !each.isValueNode())) {
        slips.add(name + ": not a text or a list of texts");
      }
    }
    if (rules.has("error") && RecordedExchange.code(rules.path("error").asString("")).isEmpty()) {
      slips.add("error: %s (expected: a code such as timeout)".formatted(rules.path("error")));
    }
    rules
        .path("json")
        .forEachEntry(
            (pointer, _) -> {
              if (!pointer.isEmpty() && !pointer.startsWith("/")) {
                slips.add("json: \"%s\" (expected: a pointer such as /name)".formatted(pointer));
              }
            });
    if (judged() && !rules.path("judge").path("criteria").isString()) {
      slips.add("judge: without criteria (expected: {model, criteria, min_score})");
    }
    slipsOfForms(slips);
    if (rules.has("max_tokens") && !rules.path("max_tokens").isIntegralNumber()) {
      slips.add("max_tokens: %s (expected: a number)".formatted(rules.path("max_tokens")));
    }
    return slips;
  }

  private void slipsOfForms(List<String> slips) {
    var schema = rules.path("schema");
    if (rules.has("schema") && !schema.isString() && !schema.isBoolean()) {
      slips.add("schema: %s (expected: true, or a file of the skill)".formatted(schema));
    }
    if (rules.has("json") && !rules.path("json").isObject()) {
      slips.add("json: %s (expected: {/pointer: value})".formatted(rules.path("json")));
    }
    if (rules.has("matches")) {
      matches(rules.path("matches"), slips);
    }
    var score = rules.path("judge").path("min_score");
    if (!score.isMissingNode() && !(score.isNumber() && inUnit(score.asDouble()))) {
      slips.add("judge: min_score: %s (expected: 0 to 1)".formatted(score));
    }
  }

  private static boolean inUnit(double score) {
    return score >= 0 && score <= 1;
  }

  private static void matches(JsonNode pattern, List<String> slips) {
    if (!pattern.isString()) {
      slips.add("matches: %s (expected: a regular expression)".formatted(pattern));
      return;
    }
    try {
      var _ = Pattern.compile(pattern.asString());
    } catch (PatternSyntaxException e) {
      slips.add("matches: " + String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
    }
  }

  /** Differences from what is expected, but for the judge's opinion. */
  List<String> flaws(Skill skill, ActualResult actual, OutputForms forms) {
    var flaws = new ArrayList<String>();
    for (var text : texts("prompt_contains")) {
      if (!actual.prompts.contains(text)) {
        flaws.add("prompt_contains: \"%s\" is in no prompt".formatted(text));
      }
    }
    var result = actual.result;
    if (result == null) {
      failed(actual.fault, flaws);
    } else if (rules.has("error")) {
      flaws.add(
          "error: it answers %s (expected: %s)"
              .formatted(shown(result.text()), rules.path("error").asString()));
    } else {
      said(result, flaws);
      json(result, flaws);
      schema(skill, result, forms, flaws);
      matches(result, forms, flaws);
    }
    return flaws;
  }

  private void failed(@Nullable Fault fault, List<String> flaws) {
    if (fault == null) {
      return;
    }
    var expected = rules.path("error").asString("").toLowerCase(Locale.ROOT);
    if (!fault.code().code().equals(expected)) {
      flaws.add(
          "it fails with %s: %s (expected: %s)"
              .formatted(
                  fault.code().code(),
                  fault.getMessage(),
                  expected.isEmpty() ? "an answer" : expected));
    }
  }

  private void said(SkillResult result, List<String> flaws) {
    var equal = rules.path("equals");
    if (equal.isString() && !result.text().strip().equals(equal.asString().strip())) {
      flaws.add(
          "equals: %s (expected: %s)".formatted(shown(result.text()), shown(equal.asString())));
    } else if (rules.has("equals") && !equal.isString()) {
      var found = value(result);
      if (found.isEmpty() || !same(found.get(), equal)) {
        flaws.add("equals: %s (expected: %s)".formatted(shown(result.text()), equal));
      }
    }
    for (var text : texts("contains")) {
      if (!result.text().contains(text)) {
        flaws.add("contains: \"%s\" is not in %s".formatted(text, shown(result.text())));
      }
    }
    for (var text : texts("not_contains")) {
      if (result.text().contains(text)) {
        flaws.add("not_contains: \"%s\" is in %s".formatted(text, shown(result.text())));
      }
    }
    long most = rules.path("max_tokens").asLong(Long.MAX_VALUE);
    if (result.usage().total() > most) {
      flaws.add(
          "max_tokens: %d tokens (expected: at most %d)".formatted(result.usage().total(), most));
    }
  }

  private void json(SkillResult result, List<String> flaws) {
    if (!rules.has("json")) {
      return;
    }
    var value = value(result);
    if (value.isEmpty()) {
      flaws.add("json: the answer is no JSON: " + shown(result.text()));
      return;
    }
    rules
        .path("json")
        .forEachEntry(
            (pointer, expected) -> {
              var found = value.get().at(JsonPointer.compile(pointer));
              if (!same(found, expected)) {
                flaws.add(
                    "json: %s is %s (expected: %s)"
                        .formatted(pointer, found.isMissingNode() ? "missing" : found, expected));
              }
            });
  }

  private void schema(Skill skill, SkillResult result, OutputForms forms, List<String> flaws) {
    if (!rules.has("schema") || rules.path("schema").equals(BooleanNode.FALSE)) {
      return;
    }
    try {
      var value = value(result);
      if (value.isEmpty()) {
        flaws.add("schema: the answer is no JSON: " + shown(result.text()));
      } else {
        forms.of(schema(skill)).check(value.get()).forEach(flaw -> flaws.add("schema: " + flaw));
      }
    } catch (Fault | SkillException e) {
      flaws.add("schema: " + e.getMessage());
    }
  }

  private ObjectNode schema(Skill skill) {
    var named = rules.path("schema");
    if (!named.isString()) {
      return skill
          .outputSchema()
          .orElseThrow(() -> new SkillException("the skill has none (expected: output.schema)"));
    }
    var text = skill.files().text(named.asString());
    if (text.isPresent() && Json.tree(text.get()) instanceof ObjectNode schema) {
      return schema;
    }
    throw new SkillException(named.asString() + " is not there (expected: a JSON Schema)");
  }

  /** A schema's pattern is a regular expression whose work is bounded. */
  private void matches(SkillResult result, OutputForms forms, List<String> flaws) {
    if (!rules.has("matches")) {
      return;
    }
    var pattern = rules.path("matches").asString("");
    try {
      var form = forms.of(Json.object().put("type", "string").put("pattern", pattern));
      if (!form.check(Json.valueOf(result.text())).isEmpty()) {
        flaws.add("matches: %s (expected: %s)".formatted(shown(result.text()), pattern));
      }
    } catch (Fault e) {
      flaws.add("matches: " + e.getMessage());
    }
  }

  private static Optional<JsonNode> value(SkillResult result) {
    if (result.output().isPresent()) {
      return result.output();
    }
    try {
      return Optional.of(Json.tree(result.text()));
    } catch (Fault _) {
      return Optional.empty();
    }
  }

  /** Whether two values are the same; 1 and 1.0 are. */
  private static boolean same(JsonNode one, JsonNode other) {
    return one.equals(
        (a, b) ->
            a.isNumber() && b.isNumber()
                ? a.decimalValue().compareTo(b.decimalValue())
                : a.equals(b) ? 0 : 1,
        other);
  }

  /** The texts of a rule; 120 is one, too. */
  private List<String> texts(String name) {
    return values(name).stream()
        .map(each -> each.isString() ? each.asString() : each.toString())
        .toList();
  }

  private List<JsonNode> values(String name) {
    var value = rules.path(name);
    if (value.isMissingNode()) {
      return List.of();
    }
    return value.isArray() ? value.valueStream().toList() : List.of(value);
  }

  private static String shown(String text) {
    var all = text.length() > LONGEST ? text.substring(0, LONGEST) + "..." : text;
    return '"' + all.replace("\n", "\\n") + '"';
  }
}
