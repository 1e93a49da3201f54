package dev.tutti.skill;

import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.template.Budget;
import dev.tutti.template.Message;
import dev.tutti.template.Role;
import dev.tutti.template.Template;
import dev.tutti.template.TemplateException;
import dev.tutti.template.Variable;
import java.util.List;
import java.util.Map;

/** What is told to the model: a template, or a text that is never looked into. Immutable. */
sealed interface SkillPrompt {

  /**
   * The messages, the first one usually the system's.
   *
   * @throws Fault {@code invalid_request} when the values are not what the template needs
   */
  List<Message> render(Map<String, ?> values);

  /** The variables that must be given, with their places. */
  List<Variable> variables();

  /** An author's template, and what it may use. */
  record Rendered(Template template, InputSchema inputs, Budget budget) implements SkillPrompt {
    @Override
    public List<Message> render(Map<String, ?> values) {
      try {
        return template.renderMessages(inputs.complete(values), inputs.names(), budget);
      } catch (TemplateException e) { // an input that is missing, or too much of it
        throw Fault.of(FaultCode.INVALID_REQUEST, String.valueOf(e.getMessage())).at("context");
      }
    }

    @Override
    public List<Variable> variables() {
      return template.undeclared();
    }
  }

  /** Instructions as they are: the body of a {@code SKILL.md}. */
  record Literal(String text) implements SkillPrompt {
    @Override
    public List<Message> render(Map<String, ?> values) {
      return List.of(new Message(Role.SYSTEM, text));
    }

    @Override
    public List<Variable> variables() {
      return List.of();
    }
  }
}
