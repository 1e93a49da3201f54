package dev.tutti.skill.task;

import dev.tutti.chat.Json;
import dev.tutti.skill.api.Execution;
import dev.tutti.skill.api.SkillTool;
import dev.tutti.task.api.StepResult;
import tools.jackson.databind.node.ObjectNode;

/** A tool whose answers are kept, so that what it does is not done twice. */
record StepTool(String key, SkillTool tool, SkillSteps steps) implements SkillTool {
  @Override
  public String name() {
    return tool.name();
  }

  @Override
  public String description() {
    return tool.description();
  }

  @Override
  public ObjectNode parameters() {
    return tool.parameters();
  }

  @Override
  public String call(ObjectNode arguments, Execution execution) {
    return steps
        .step(
            steps.nextTool(),
            SkillSteps.hash(key, Json.text(arguments)),
            () -> StepResult.of(Json.valueOf(tool.call(arguments, execution))))
        .asString();
  }
}
