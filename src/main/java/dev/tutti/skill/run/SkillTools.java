package dev.tutti.skill.run;

import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.chat.Json;
import dev.tutti.chat.Reply;
import dev.tutti.skill.api.AgentSkill;
import dev.tutti.skill.api.Execution;
import dev.tutti.skill.api.SkillTool;
import dev.tutti.skill.api.ToolName;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * The tools that skills may give to their models.
 *
 * @param configured those that are configured or that the embedding program has added, by {@code
 *     http:name} and {@code fn:name}; what is here as {@code skill:name} stands for that skill
 */
public record SkillTools(Supplier<Map<String, SkillTool>> configured) {

  /** Tools that an execution may use, by the names that models call. */
  Map<String, SkillTool> of(Execution execution, SkillEngine engine) {
    var skill = execution.skill();
    var all = new LinkedHashMap<String, SkillTool>();
    for (var name : skill.settings().tools()) {
      var tool = tool(name, execution, engine);
      all.put(tool.name(), tool);
    }
    if (skill.files().text(AgentSkill.FILE).isPresent() && skill.files().texts().size() > 1) {
      all.put(AgentSkill.READ_TOOL, new ReferenceTool(skill.files()));
    }
    return all;
  }

  private SkillTool tool(ToolName name, Execution execution, SkillEngine engine) {
    var all = configured.get();
    var found = all.get(name.toString());
    if (found != null) {
      return found;
    }
    if (name.kind() == ToolName.ToolKind.SKILL) {
      return CallSkillTool.of(engine, name, execution.call().caller());
    }
    throw Fault.of( // it has just been taken out of the configuration
        FaultCode.MODEL_NOT_FOUND, "tools: %s is not there any more".formatted(name));
  }

  /** The text for the model: the tool's answer, or why there is none. */
  static String answer(Reply.ToolCall call, @Nullable SkillTool tool, Execution execution) {
    execution.callsTool();
    if (tool == null) {
      return "Error: no tool is called " + call.name();
    }
    try {
      var arguments = call.arguments().isBlank() ? Json.object() : Json.tree(call.arguments());
      if (arguments instanceof ObjectNode object) {
        return tool.call(object, execution);
      }
      return "Error: the arguments are no JSON object";
    } catch (Fault fault) {
      if (execution.call().cancelled()) {
        throw execution.call().reason();
      }
      if (execution.overspent() || fault.isCallerLimit()) {
        throw fault;
      }
      return "Error: " + fault.getMessage();
    } catch (RuntimeException e) {
      return "Error: " + e.getMessage();
    }
  }
}
