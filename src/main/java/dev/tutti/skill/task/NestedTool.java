package dev.tutti.skill.task;

import dev.tutti.skill.api.Execution;
import dev.tutti.skill.api.SkillTool;
import dev.tutti.skill.api.ToolDecorator;
import tools.jackson.databind.node.ObjectNode;

/**
 * A skill that is called as a tool. What it is answered is no step, as its own answers are, which
 * are numbered behind its place.
 *
 * @param place of its next call, such as {@code tool-2}; empty before {@link #next}
 */
record NestedTool(SkillTool tool, SkillSteps steps, String place) implements ToolDecorator {
  @Override
  public SkillTool next() {
    return new NestedTool(tool.next(), steps, steps.nextTool());
  }

  @Override
  public String call(ObjectNode arguments, Execution execution) {
    return place.isEmpty()
        ? next().call(arguments, execution)
        : steps.within(place, () -> tool.call(arguments, execution));
  }
}
