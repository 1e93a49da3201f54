package dev.tutti.skill.edit;

import dev.tutti.call.Caller;
import dev.tutti.chat.Fault;
import dev.tutti.skill.api.CaseResult;
import dev.tutti.skill.api.SchemaSample;
import dev.tutti.skill.api.Skill;
import dev.tutti.skill.api.SkillRequest;
import dev.tutti.skill.api.SkillValues;
import dev.tutti.template.api.Message;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Result of checking a draft.
 *
 * @param problems why it would not be served; empty where it would
 * @param skill the draft compiled, null where it cannot be
 * @param tests what became of its own tests
 */
public record DraftCheck(List<String> problems, @Nullable Skill skill, List<CaseResult> tests) {

  /**
   * Prompts as models would be told them.
   *
   * @param full what is told at first
   * @param light what is told when a conversation goes on; null where that is the same
   * @param problem why there are none; null where they are
   */
  public record DraftPrompts(
      List<Message> full, @Nullable List<Message> light, @Nullable String problem) {
    /** Those of a draft that cannot be compiled. */
    public static final DraftPrompts NONE = new DraftPrompts(List.of(), null, null);
  }

  /** Inputs that its schema asks for at least, where callers give none. */
  public Optional<ObjectNode> sample() {
    return skill == null ? Optional.empty() : skill.inputSchema().map(SchemaSample::least);
  }

  /**
   * Prompts of a compiled draft.
   *
   * @param context inputs by their names
   * @param now the time as templates are told it
   */
  public Optional<DraftPrompts> prompts(String userMessage, ObjectNode context, String now) {
    if (skill == null) {
      return Optional.empty();
    }
    var request = SkillRequest.of(skill.name()).saying(userMessage).having(context);
    try {
      SkillValues.require(skill, request);
      var values = SkillValues.of(skill, request, Caller.ANONYMOUS, now);
      var light = skill.followUp().map(each -> each.render(values)).orElse(null);
      return Optional.of(new DraftPrompts(skill.prompt().render(values), light, null));
    } catch (Fault fault) {
      return Optional.of(new DraftPrompts(List.of(), null, fault.getMessage()));
    }
  }
}
