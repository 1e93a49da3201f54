package dev.tutti.skill.test;

import dev.tutti.chat.Json;
import dev.tutti.skill.api.Execution;
import dev.tutti.skill.api.Skill;
import dev.tutti.skill.api.SkillCatalog;
import dev.tutti.skill.api.SkillTool;
import dev.tutti.skill.api.ToolName;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A tool that tells what is written down: one text again and again, or several in order.
 *
 * @param texts what is left to tell
 * @param always whether the last one is told again and again
 */
record ScriptedTool(String name, Queue<String> texts, boolean always) implements SkillTool {

  /**
   * The tools of a test; those that it does not script are there, without answers: of the skill,
   * and of the skills beside it, which it may call.
   */
  static Supplier<Map<String, SkillTool>> all(
      ObjectNode scripted, Skill skill, SkillCatalog beside) {
    var all = new HashMap<String, SkillTool>();
    beside
        .skills()
        .values()
        .forEach(
            versions -> versions.versions().values().forEach(other -> add(scripted, other, all)));
    add(scripted, skill, all);
    return () -> all;
  }

  private static void add(ObjectNode scripted, Skill skill, Map<String, SkillTool> all) {
    for (var tool : skill.settings().tools()) {
      var said = scripted.has(tool.name()) ? scripted.path(tool.name()) : scripted.path(tool + "");
      if (!said.isMissingNode() || tool.kind() != ToolName.ToolKind.SKILL) {
        all.put(tool.toString(), of(tool.name(), said));
      }
    }
  }

  private static ScriptedTool of(String name, JsonNode said) {
    var texts = new ArrayDeque<String>();
    if (said.isArray()) {
      said.forEach(each -> texts.add(text(each)));
    } else if (!said.isMissingNode()) {
      texts.add(text(said));
    }
    return new ScriptedTool(ToolName.plain(name), texts, !said.isArray());
  }

  private static String text(JsonNode value) {
    return value.isString() ? value.asString() : Json.text(value);
  }

  @Override
  public String description() {
    return "A tool of a test.";
  }

  @Override
  public ObjectNode parameters() {
    return Json.object().put("type", "object");
  }

  @Override
  public String call(ObjectNode arguments, Execution execution) {
    var text = always ? texts.peek() : texts.poll();
    if (text == null) {
      throw new IllegalStateException("the test has no answer of this tool (tools." + name + ")");
    }
    return text;
  }
}
