package dev.tutti.skill.api;

import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.template.Template;
import dev.tutti.template.Variable;
import dev.tutti.template.api.Budget;
import dev.tutti.template.api.Message;
import dev.tutti.template.api.MessageRole;
import dev.tutti.template.api.TemplateException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Prompt of a skill: a template, or a text that is never looked into. Immutable. */
public sealed interface SkillPrompt {

  /**
   * The messages, the first one usually the system's.
   *
   * @throws Fault {@code invalid_request} when the values are not what the template needs, {@code
   *     internal} when they are and it fails all the same
   */
  List<Message> render(Map<String, ?> values);

  /** The variables that must be given, with their places. */
  List<Variable> variables();

  /**
   * The reason why nobody can ever render it with success, whatever else is given; empty when some
   * can.
   */
  Optional<String> flaw(Map<String, ?> values);

  /**
   * An author's template, and what it may use.
   *
   * @param skill its name and version, for messages
   */
  record Rendered(Template template, InputSchema inputs, String skill) implements SkillPrompt {
    private static final Budget BUDGET = Budget.standard(System::nanoTime);

    /** As many steps as ever, and more time: a template is tried on a machine that is busy. */
    private static final Budget TRIAL =
        new Budget(
            BUDGET.steps(),
            BUDGET.characters(),
            BUDGET.depth(),
            Duration.ofSeconds(10),
            BUDGET.nanos());

    @Override
    public List<Message> render(Map<String, ?> values) {
      try {
        return template.renderMessages(inputs.complete(values), inputs.names(), BUDGET);
      } catch (TemplateException e) {
        throw fault(e, values);
      }
    }

    private Fault fault(TemplateException e, Map<String, ?> values) {
      var message = skill + ": " + e.getMessage();
      return switch (e.kind()) {
        case VALUE -> Fault.invalid("context", e.problem());
        case BUDGET, ABSENT -> Fault.of(FaultCode.INVALID_REQUEST, message).at("context");
        case SYNTAX -> Fault.of(FaultCode.INTERNAL, message);
        case UNDEFINED, TYPE ->
            inputs.isDeclared()
                ? Fault.of(FaultCode.INTERNAL, message + " (a mistake of the skill's)")
                : Fault.of(FaultCode.INVALID_REQUEST, message + missing(values)).at("context");
      };
    }

    /** Without a schema a template may use any name, and callers have to know which. */
    private String missing(Map<String, ?> values) {
      var missing =
          template.undeclared().stream()
              .map(Variable::name)
              .filter(name -> !values.containsKey(name))
              .distinct()
              .toList();
      return missing.isEmpty() ? "" : "; context has no " + String.join(", ", missing);
    }

    @Override
    public List<Variable> variables() {
      return template.undeclared();
    }

    @Override
    public Optional<String> flaw(Map<String, ?> values) {
      var names = template.undeclared().stream().map(Variable::name).collect(Collectors.toSet());
      try {
        var _ = template.renderMessages(inputs.complete(values), names, TRIAL);
        return Optional.empty();
      } catch (TemplateException e) {
        return e.kind() == TemplateException.Kind.BUDGET
            ? Optional.of(String.valueOf(e.getMessage()))
            : Optional.empty(); // other values may fit
      }
    }
  }

  /** Instructions as they are: the body of a {@code SKILL.md}. */
  record Literal(String text) implements SkillPrompt {
    @Override
    public List<Message> render(Map<String, ?> values) {
      return List.of(new Message(MessageRole.SYSTEM, text));
    }

    @Override
    public List<Variable> variables() {
      return List.of();
    }

    @Override
    public Optional<String> flaw(Map<String, ?> values) {
      return Optional.empty();
    }
  }
}
