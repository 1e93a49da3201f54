package dev.tutti.skill.test;

import dev.tutti.chat.Json;
import dev.tutti.followup.FollowUpWish;
import dev.tutti.skill.api.SkillException;
import dev.tutti.skill.api.SkillFiles;
import dev.tutti.skill.api.Yaml;
import dev.tutti.text.Nearest;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A test of a skill, as a file below {@code tests} has it.
 *
 * @param place the file and the line where it begins
 * @param input what the skill is asked
 * @param answers what the models say
 * @param tools what tools say, by their names: a text, or a list of texts in order
 * @param expected what must come of it
 */
record SkillCase(
    String place,
    String name,
    ObjectNode input,
    Answers answers,
    ObjectNode tools,
    Expectation expected) {
  private static final Set<String> MEMBERS = Set.of("name", "input", "model", "tools", "expect");
  private static final Set<String> INPUT =
      Set.of("user_message", "context", "history", "follow_up", "user", "session");
  private static final Set<String> MODEL = Set.of("says", "recorded", "simulate");

  /** Answers of the models in a test. */
  sealed interface Answers {
    /** Answers that are written down, one each. */
    record Scripted(List<JsonNode> lines) implements Answers {}

    /** Answers of a recording among the skill's files. */
    record Recorded(String file) implements Answers {}

    /** Answers of the simulated provider. */
    record Simulated() implements Answers {}

    /** Answers that the models give now. */
    record Live() implements Answers {}
  }

  /** Whether models must be there for it. */
  boolean isLive() {
    return answers instanceof Answers.Live || expected.judged();
  }

  /**
   * Reads all tests among a skill's files.
   *
   * @throws SkillException with everything that is wrong
   */
  static List<SkillCase> all(SkillFiles files) {
    var problems = new ArrayList<String>();
    var cases = new ArrayList<SkillCase>();
    files
        .texts()
        .forEach(
            (path, text) -> {
              if (SkillFiles.isTest(path)) {
                read(path, text, cases, problems);
              }
            });
    if (!problems.isEmpty()) {
      throw new SkillException(problems);
    }
    return cases;
  }

  private static void read(String path, String text, List<SkillCase> cases, List<String> problems) {
    try {
      var read = Yaml.read(path, text);
      if (!(read instanceof List<?> list)) {
        problems.add(path + ": not a list (expected: - {name: ..., expect: ...})");
        return;
      }
      var lines = Yaml.lines(path, text);
      int at = 0;
      for (var each : Json.valueOf(list)) {
        var place = path + ':' + (at < lines.size() ? lines.get(at) : 1);
        at++;
        if (each instanceof ObjectNode object) {
          cases.add(of(place, at, object, problems));
        } else {
          problems.add(place + ": not a case (expected: {name: ..., expect: ...})");
        }
      }
    } catch (SkillException e) {
      problems.addAll(e.problems());
    }
  }

  private static SkillCase of(String place, int number, ObjectNode json, List<String> problems) {
    var name = json.path("name").asString("case " + number);
    var where = place + ": case \"" + name + "\"";
    unknown(where, "", json, MEMBERS, problems);
    var input = object(where, json, "input", problems);
    unknown(where, "input.", input, INPUT, problems);
    wrongInput(where, input, problems);
    var model = object(where, json, "model", problems);
    unknown(where, "model.", model, MODEL, problems);
    var expected = new Expectation(object(where, json, "expect", problems));
    unknown(where, "expect.", expected.rules(), Expectation.RULES, problems);
    expected.slips().forEach(slip -> problems.add(where + ": " + slip));
    var tools = object(where, json, "tools", problems);
    return new SkillCase(place, name, input, answers(where, model, problems), tools, expected);
  }

  private static void wrongInput(String where, ObjectNode input, List<String> problems) {
    for (var name : List.of("user_message", "user", "session")) {
      if (input.has(name) && !input.path(name).isString()) {
        problems.add(
            "%s: input.%s: %s (expected: a text)".formatted(where, name, input.path(name)));
      }
    }
    if (input.has("context") && !input.path("context").isObject()) {
      problems.add(
          "%s: input.context: %s (expected: the inputs by their names)"
              .formatted(where, input.path("context")));
    }
    if (input.has("history") && !input.path("history").isArray()) {
      problems.add(
          "%s: input.history: %s (expected: messages)".formatted(where, input.path("history")));
    }
    var followUp = input.path("follow_up").asString("auto");
    if (FollowUpWish.of(followUp).isEmpty()) {
      problems.add(
          "%s: input.follow_up: %s (expected: auto, yes or no)".formatted(where, followUp));
    }
  }

  private static Answers answers(String where, ObjectNode model, List<String> problems) {
    if (model.size() > 1) {
      problems.add(where + ": model: several members (expected: says, recorded or simulate)");
    }
    if (model.has("says")) {
      var said = model.path("says");
      var lines = said.isArray() ? said.valueStream().toList() : List.of(said);
      lines.forEach(
          line ->
              Script.slip(line).ifPresent(slip -> problems.add(where + ": model.says: " + slip)));
      return new Answers.Scripted(lines);
    }
    if (model.has("recorded")) {
      return new Answers.Recorded(model.path("recorded").asString(""));
    }
    return model.path("simulate").asBoolean(false) ? new Answers.Simulated() : new Answers.Live();
  }

  private static ObjectNode object(
      String where, ObjectNode json, String name, List<String> problems) {
    var value = json.path(name);
    if (value instanceof ObjectNode object) {
      return object;
    }
    if (!value.isMissingNode() && !value.isNull()) {
      problems.add("%s: %s: %s (expected: members)".formatted(where, name, value));
    }
    return Json.object();
  }

  private static void unknown(
      String where, String path, ObjectNode json, Set<String> known, List<String> problems) {
    for (var name : json.propertyNames()) {
      if (!known.contains(name)) {
        var near = Nearest.to(name, known);
        problems.add(
            "%s: %s%s: unknown%s"
                .formatted(
                    where,
                    path,
                    name,
                    near.isEmpty()
                        ? " (expected: one of %s)".formatted(String.join(", ", sorted(known)))
                        : ". Did you mean " + String.join(" or ", near) + "?"));
      }
    }
  }

  private static List<String> sorted(Set<String> names) {
    return names.stream().sorted().toList();
  }
}
