package dev.tutti.skill;

import dev.tutti.call.Caller;
import dev.tutti.call.Part;
import dev.tutti.chat.Json;
import java.time.Duration;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** Lets a model call another skill, one level deeper. */
record CallSkillTool(SkillEngine engine, Skill skill, SkillRequest request) implements SkillTool {

  /** The version that the caller gets. */
  static CallSkillTool of(SkillEngine engine, ToolName name, Caller caller) {
    var request =
        new SkillRequest(
            name.name(),
            Wanted.of(name.version()),
            "",
            Json.object(),
            List.of(),
            SkillRequest.FollowUp.NO,
            Duration.ZERO);
    return new CallSkillTool(engine, engine.choose(request, caller), request);
  }

  @Override
  public String name() {
    return ToolName.plain(skill.name());
  }

  @Override
  public String description() {
    return skill.settings().description();
  }

  @Override
  public ObjectNode parameters() {
    var schema = Json.object().put("type", "object");
    var properties = schema.putObject("properties");
    properties.putObject("user_message").put("type", "string").put("description", "what is asked");
    properties.set(
        "context",
        skill
            .inputSchema()
            .map(ObjectNode::deepCopy)
            .orElseGet(() -> Json.object().put("type", "object")));
    schema.putArray("required").add("user_message");
    return schema;
  }

  @Override
  public String call(ObjectNode arguments, Execution execution) {
    var inputs = arguments.path("context") instanceof ObjectNode given ? given : Json.object();
    var asked = request.saying(arguments.path("user_message").asString("")).having(inputs);
    try (var part = Part.of(execution.call(), skill.settings().limits().deadline())) {
      var inner = new Execution(skill, part.call(), execution.depth() + 1, SkillListener.NOBODY);
      try {
        return engine.execute(skill, asked, inner).text();
      } finally {
        execution.spent(inner);
      }
    }
  }
}
