package dev.tutti.skill.run;

import dev.tutti.call.Caller;
import dev.tutti.call.Part;
import dev.tutti.chat.Json;
import dev.tutti.followup.FollowUpWish;
import dev.tutti.skill.api.Execution;
import dev.tutti.skill.api.Skill;
import dev.tutti.skill.api.SkillListener;
import dev.tutti.skill.api.SkillRequest;
import dev.tutti.skill.api.SkillTool;
import dev.tutti.skill.api.ToolName;
import dev.tutti.skill.api.VersionSelector;
import tools.jackson.databind.node.ObjectNode;

/** Tool by which a model calls another skill, one level deeper. */
record CallSkillTool(SkillEngine engine, Skill skill, SkillRequest request) implements SkillTool {

  /** The version that the caller gets. */
  static CallSkillTool of(SkillEngine engine, ToolName name, Caller caller) {
    var request =
        SkillRequest.of(name.name())
            .wanting(VersionSelector.of(name.version()))
            .going(FollowUpWish.NO);
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
    var required = schema.putArray("required").add("user_message");
    if (needsContext()) {
      required.add("context");
    }
    return schema;
  }

  /** Whether no inputs at all are not what the skill takes. */
  private boolean needsContext() {
    return skill.input().filter(form -> !form.check(Json.object()).isEmpty()).isPresent();
  }

  @Override
  public String call(ObjectNode arguments, Execution execution) {
    var inputs = arguments.path("context") instanceof ObjectNode given ? given : Json.object();
    var asked = request.saying(arguments.path("user_message").asString("")).having(inputs);
    var time = execution.within(skill.settings().limits().deadline());
    try (var part = Part.of(execution.call(), time)) {
      var inner = new Execution(skill, part.call(), execution.depth() + 1, SkillListener.NOBODY);
      try {
        return engine.execute(skill, asked, inner).text();
      } finally {
        execution.spent(inner);
      }
    }
  }
}
