package dev.tutti.skill.task;

import dev.tutti.chat.Json;
import dev.tutti.skill.api.Execution;
import dev.tutti.skill.api.SkillTool;
import dev.tutti.skill.api.ToolDecorator;
import dev.tutti.task.api.StepResult;
import tools.jackson.databind.node.ObjectNode;

/**
 * A tool whose answers are kept, so that what it does is not done twice.
 *
 * @param key such as {@code http:lookup}
 * @param step of its next call, which has its number before it begins; empty before {@link #next}
 */
record StepTool(String key, SkillTool tool, SkillSteps steps, String step)
    implements ToolDecorator {
  @Override
  public SkillTool next() {
    return new StepTool(key, tool.next(), steps, steps.nextTool());
  }

  @Override
  public String call(ObjectNode arguments, Execution execution) {
    if (step.isEmpty()) {
      return next().call(arguments, execution);
    }
    return steps
        .step(
            step,
            SkillSteps.hash(key, Json.text(arguments)),
            () ->
                StepResult.of(
                    Json.valueOf(steps.within(step, () -> tool.call(arguments, execution)))))
        .asString();
  }
}
