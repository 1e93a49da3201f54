package dev.tutti.skill.api;

import tools.jackson.databind.node.ObjectNode;

/** Tool that stands for another one, which a model knows by the same name and form. */
public interface ToolDecorator extends SkillTool {

  /** The other one. */
  SkillTool tool();

  @Override
  default String name() {
    return tool().name();
  }

  @Override
  default String description() {
    return tool().description();
  }

  @Override
  default ObjectNode parameters() {
    return tool().parameters();
  }

  @Override
  default boolean isOrdered() {
    return tool().isOrdered();
  }
}
