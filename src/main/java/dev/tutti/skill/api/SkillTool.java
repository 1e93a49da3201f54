package dev.tutti.skill.api;

import dev.tutti.chat.Json;
import tools.jackson.databind.node.ObjectNode;

/** Something that a model may call while a skill is executed. Thread-safe; may block. */
public interface SkillTool {

  /** Its name, letters, digits, {@code _} and {@code -}, at most 64. */
  String name();

  /** The description for the model. */
  String description();

  /** The JSON Schema of its arguments. */
  ObjectNode parameters();

  /**
   * Does it.
   *
   * @param arguments as the model wrote them
   * @return what the model is told
   * @throws RuntimeException whose message the model is told
   */
  String call(ObjectNode arguments, Execution execution);

  /**
   * The tool for one more call. Asked in the order of the calls, which may run side by side
   * afterwards.
   */
  default SkillTool next() {
    return this;
  }

  /** Whether calls of it run in their order, as a later one may replace what an earlier one did. */
  default boolean isOrdered() {
    return false;
  }

  /** The definition that a model gets. */
  default ObjectNode json() {
    var json = Json.object().put("type", "function");
    json.putObject("function")
        .put("name", name())
        .put("description", description())
        .set("parameters", parameters());
    return json;
  }
}
