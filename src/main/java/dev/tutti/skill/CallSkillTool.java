package dev.tutti.skill;

import dev.tutti.chat.Json;
import java.time.Duration;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** Lets a model call another skill, one level deeper. */
record CallSkillTool(SkillEngine engine, ToolName wanted, String description, ObjectNode inputs)
    implements SkillTool {

  static CallSkillTool of(SkillEngine engine, ToolName name) {
    var catalog = engine.surroundings().catalog().get();
    var skill = catalog.skill(name.name()).find(Wanted.of(name.version()), 0);
    return new CallSkillTool(
        engine,
        name,
        skill.settings().description(),
        skill.inputSchema().map(ObjectNode::deepCopy).orElseGet(Json::object));
  }

  @Override
  public String name() {
    return wanted.name().replaceAll("[^A-Za-z0-9_-]", "_");
  }

  @Override
  public ObjectNode parameters() {
    var schema = Json.object().put("type", "object");
    var properties = schema.putObject("properties");
    properties.putObject("user_message").put("type", "string").put("description", "what is asked");
    properties.set("context", inputs.isEmpty() ? Json.object().put("type", "object") : inputs);
    schema.putArray("required").add("user_message");
    return schema;
  }

  @Override
  public String call(ObjectNode arguments, Execution execution) {
    var request =
        new SkillRequest(
            wanted.name(),
            Wanted.of(wanted.version()),
            arguments.path("user_message").asString(""),
            arguments.path("context") instanceof ObjectNode given ? given : Json.object(),
            List.of(),
            SkillRequest.FollowUp.NO,
            Duration.ZERO);
    var result = engine.execute(request, execution.call(), execution.depth() + 1, _ -> {});
    execution.spent(result.usage(), "");
    return result.text();
  }
}
