package dev.tutti.application.support;

import dev.tutti.application.api.Application;
import dev.tutti.application.api.ApplicationParameters;
import dev.tutti.application.api.ApplicationRun;
import dev.tutti.application.decision.DecisionCharts;
import dev.tutti.chat.Fault;
import dev.tutti.chat.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Application {@code decision_support}. Thread-safe. */
public final class DecisionSupport implements Application {

  @Override
  public String name() {
    return "decision_support";
  }

  @Override
  public boolean worksWithoutInput() {
    return true;
  }

  @Override
  public void check(ApplicationParameters parameters) {
    var read = SupportParameters.of(parameters);
    SupportRequest.check(read);
  }

  @Override
  public ObjectNode run(ApplicationRun run) {
    var parameters = SupportParameters.of(run.parameters());
    var request = SupportRequest.of(run, parameters);
    if (request.isEmpty()) {
      throw Fault.invalid("content", "is missing (expected: a text, files, or parameters.options)");
    }
    request.addOptions();
    request.addScores();
    run.progress(1, 2, "figures");
    var figures = request.figures();
    var result =
        new SupportResult(figures, parameters, request).json(request.unit(), request.assumptions());
    result.put("language", request.language().code());
    result.set("judgements", request.spreads());
    var facts =
        new FactSheet(
            request.text(),
            request.unit(),
            List.of(result, parameters.request()),
            result.path("option_analysis").propertyNames());
    result.put("explanation", explanation(run, parameters, request, result, facts));
    result.set("checks", checks(result, facts));
    result.set("unsupported", request.unsupported());
    result.set("warnings", request.warnings());
    result.set("charts", DecisionCharts.of(figures, request.unit(), request.language().chinese()));
    run.progress(2, 2, "result");
    return result;
  }

  private static @Nullable String explanation(
      ApplicationRun run,
      SupportParameters parameters,
      SupportRequest request,
      ObjectNode result,
      FactSheet facts) {
    if (!run.asksModel()) {
      return null;
    }
    var material = Json.object().put("text", request.text());
    material.set("figures", result);
    var prose = new SupportProse(facts, request.text(), request.unsupported());
    var question =
        SupportProse.question(request.language(), parameters.framework(), Json.text(material));
    var answer = request.ask(question);
    if (answer.isEmpty()) {
      return null;
    }
    var explanation = prose.add(answer.get(), result);
    if (!parameters.risks()) {
      result.putArray("critical_risks");
    }
    return explanation.isEmpty() ? null : explanation;
  }

  private static ObjectNode checks(ObjectNode result, FactSheet facts) {
    var checks = Json.object().put("stray_numbers", facts.strays());
    for (var source : new String[] {"given", "computed", "judged"}) {
      long items =
          result.findValues("source").stream()
              .filter(each -> each.asString("").equals(source))
              .count();
      checks.put(source, items);
    }
    return checks;
  }

  @Override
  public String text(ObjectNode result) {
    return SupportMarkdown.of(result);
  }
}
