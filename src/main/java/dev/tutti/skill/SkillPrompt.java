package dev.tutti.skill;

import dev.tutti.template.Budget;
import dev.tutti.template.Message;
import dev.tutti.template.Role;
import dev.tutti.template.Template;
import dev.tutti.template.Variable;
import java.util.List;
import java.util.Map;

/** What is told to the model: a template, or a text that is never looked into. Immutable. */
sealed interface SkillPrompt {

  /** The messages, the first one usually the system's. */
  List<Message> render(Map<String, ?> values);

  /** The variables that must be given, with their places. */
  List<Variable> variables();

  /** An author's template. */
  record Rendered(Template template, Budget budget) implements SkillPrompt {
    @Override
    public List<Message> render(Map<String, ?> values) {
      return template.renderMessages(values, budget);
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
