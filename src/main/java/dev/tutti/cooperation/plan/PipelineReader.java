package dev.tutti.cooperation.plan;

import dev.tutti.chat.Fault;
import dev.tutti.template.Template;
import dev.tutti.template.Variable;
import dev.tutti.template.api.Loader;
import dev.tutti.template.api.Options;
import dev.tutti.template.api.Source;
import dev.tutti.template.api.TemplateException;
import dev.tutti.text.Nearest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reader of {@code pipeline_config}. A step without {@code needs} needs the one before it; what its
 * task names, it needs too.
 */
final class PipelineReader {
  static final String CONFIG = "pipeline_config";

  /** Name of the outputs of all steps before, for names that templates cannot write. */
  private static final String STEPS = "steps";

  /** Names that stand for something else in tasks. */
  private static final List<String> RESERVED = List.of("query", STEPS);

  private static final int MOST = 64;
  private static final int LONGEST_NAME = 100;
  private static final Set<String> KNOWN =
      Set.of("step", "model", "task", "params", "needs", "fallback");

  private final MemberReader members;
  private final Map<String, BodyFields> written = new LinkedHashMap<>();
  private final Map<String, Template> tasks = new LinkedHashMap<>();

  PipelineReader(MemberReader members) {
    this.members = members;
  }

  CooperationPlan.Pipeline read(BodyFields body) {
    names(body);
    written.forEach((name, fields) -> tasks.put(name, task(fields)));
    var needs = new LinkedHashMap<String, List<String>>();
    var before = "";
    for (var name : written.keySet()) {
      needs.put(name, needs(name, before));
      before = name;
    }
    StepOrder.requireNoCycle(needs, this::place);
    var steps = new ArrayList<PipelineStep>();
    written.forEach(
        (name, fields) -> steps.add(step(name, fields, needs.getOrDefault(name, List.of()))));
    return new CooperationPlan.Pipeline(steps);
  }

  private void names(BodyFields body) {
    int i = 0;
    for (var each : body.list(CONFIG, MOST)) {
      var place = body.place(CONFIG) + "[" + i++ + "]";
      if (!(each instanceof ObjectNode object)) {
        throw Fault.invalid(place, each + " (expected: {step, model, task, params, needs})");
      }
      var fields = BodyFields.of(object, place + ".", KNOWN);
      var name = fields.required("step");
      if (name.length() > LONGEST_NAME || RESERVED.contains(name)) {
        throw Fault.invalid(
            fields.place("step"),
            "\"%s\" (expected: at most %d characters, not one of %s)"
                .formatted(name, LONGEST_NAME, RESERVED));
      }
      if (written.put(name, fields) != null) {
        throw Fault.invalid(
            fields.place("step"), "\"%s\" is there twice (expected: once)".formatted(name));
      }
    }
  }

  private static Template task(BodyFields fields) {
    var place = fields.place("task");
    try {
      return Template.compile(
          new Source(place, fields.required("task")), Loader.none(), Options.forPrompts());
    } catch (TemplateException e) {
      throw Fault.invalid(place, String.valueOf(e.getMessage()));
    }
  }

  private List<String> needs(String name, String before) {
    var fields = fields(name);
    var needs = new LinkedHashSet<String>();
    if (!fields.has("needs") && !before.isEmpty()) {
      needs.add(before);
    }
    int i = 0;
    for (var each : fields.texts("needs")) {
      require(each, fields.place("needs") + "[" + i++ + "]", name);
      needs.add(each);
    }
    for (var variable : template(name).undeclared()) {
      var step = step(variable);
      if (!step.isEmpty()) {
        require(step, fields.place("task"), name);
        needs.add(step);
      }
    }
    return List.copyOf(needs);
  }

  /** The step that a variable stands for; empty for the query, and for all steps. */
  private static String step(Variable variable) {
    if (variable.name().equals(STEPS)) {
      return variable.path().isEmpty() ? "" : variable.path().getFirst();
    }
    return RESERVED.contains(variable.name()) ? "" : variable.name();
  }

  private void require(String needed, String place, String by) {
    if (!written.containsKey(needed) || needed.equals(by)) {
      throw Fault.invalid(
          place,
          "\"%s\" is %s (expected: query, or one of the steps %s)%s"
              .formatted(
                  needed,
                  needed.equals(by) ? "the step itself" : "no step",
                  written.keySet(),
                  needed.equals(by) ? "" : Nearest.advice(needed, written.keySet())));
    }
  }

  private String place(String step) {
    return fields(step).place("needs");
  }

  private BodyFields fields(String step) {
    var fields = written.get(step);
    if (fields == null) {
      throw new IllegalArgumentException(step);
    }
    return fields;
  }

  private Template template(String step) {
    var template = tasks.get(step);
    if (template == null) {
      throw new IllegalArgumentException(step);
    }
    return template;
  }

  private PipelineStep step(String name, BodyFields fields, List<String> needs) {
    var template = template(name);
    var named = members.member(fields);
    var member = new PanelMember(named.model(), named.fallback(), named.params(), "", 0);
    return new PipelineStep(name, member, template, needs, !template.undeclared().isEmpty());
  }
}
