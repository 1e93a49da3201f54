package dev.tutti.skill.load;

import dev.tutti.chat.Json;
import dev.tutti.skill.api.Skill.Example;
import dev.tutti.skill.api.SkillException;
import dev.tutti.skill.api.SkillFiles;
import dev.tutti.skill.api.SkillSettings;
import dev.tutti.skill.api.Yaml;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * The questions and answers that a model is shown: a list of {@code {user, assistant}} in YAML.
 * What is no text is shown as JSON.
 */
final class SkillExamples {
  private SkillExamples() {}

  /**
   * The first ones that the settings let in.
   *
   * @throws SkillException when the file is missing or something else
   */
  static List<Example> read(String place, SkillSettings settings, SkillFiles files) {
    if (settings.examples().isEmpty()) {
      return List.of();
    }
    var where = place + '/' + settings.examples();
    var text =
        files
            .text(settings.examples())
            .orElseThrow(() -> new SkillException(where + ": is missing (expected: examples)"));
    var examples = new ArrayList<Example>();
    for (var each : list(where, text)) {
      if (examples.size() < settings.mostExamples()) {
        examples.add(
            new Example(
                said(where, each, "user", "input"), said(where, each, "assistant", "output")));
      }
    }
    return examples;
  }

  private static JsonNode list(String where, String text) {
    var read = Yaml.read(where, text);
    if (read instanceof Map<?, ?> map && map.get("examples") instanceof List<?> inner) {
      return Json.valueOf(inner);
    }
    if (read instanceof List<?>) {
      return Json.valueOf(read);
    }
    throw new SkillException(where + ": not a list (expected: - {user: ..., assistant: ...})");
  }

  private static String said(String where, JsonNode example, String name, String otherwise) {
    var value = example.has(name) ? example.path(name) : example.path(otherwise);
    if (value.isMissingNode() || value.isNull()) {
      throw new SkillException(where + ": an example without `" + name + "`");
    }
    return value.isString() ? value.asString() : Json.text(value);
  }
}
