package dev.tutti.cooperation.run;

import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.chat.Json;
import dev.tutti.cooperation.member.CooperationRun;
import dev.tutti.cooperation.member.MemberQuestion;
import dev.tutti.cooperation.member.MemberReply;
import dev.tutti.cooperation.member.SpendingJson;
import dev.tutti.cooperation.plan.CooperationPlan;
import dev.tutti.cooperation.plan.SequentialStep;
import dev.tutti.cooperation.plan.SequentialStrategy;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Run of models one after the other. A step that fails, or whose answer is cut or empty where the
 * version before is not, leaves that version as it is, and says so.
 */
final class SequentialRun implements KindRun {
  private final CooperationRun run;
  private final CooperationPlan.Sequential plan;
  private final ArrayNode steps = Json.array();
  private @Nullable MemberReply version;

  SequentialRun(CooperationRun run, CooperationPlan.Sequential plan) {
    this.run = run;
    this.plan = plan;
  }

  @Override
  public Conclusion conclude() {
    Fault last = Fault.of(FaultCode.FALLBACK_EXHAUSTED, "nobody was asked");
    int count = plan.steps().size();
    for (int i = 0; i < count; i++) {
      try {
        take(i, i == count - 1);
      } catch (Fault fault) {
        run.requireGoing();
        last = fault.in("models[%d] %s".formatted(i, plan.steps().get(i).member().model()));
        if (run.isTold() || (i == count - 1 && run.request().about().form().isPresent())) {
          throw last; // no version before has the form that the answer must have
        }
        failed(i, fault);
      }
    }
    var result = version;
    if (result == null) {
      throw last;
    }
    if (!run.isTold()) {
      run.tell(result.text());
    }
    var json = Json.object();
    json.set("steps", steps);
    json.put("final_result", result.text());
    return new Conclusion(json, result.text(), result.finish());
  }

  private void take(int place, boolean isLast) {
    var step = plan.steps().get(place);
    var question = question(place, step);
    var reply =
        isLast
            ? run.askLast(question.answering(run))
            : run.ask(question, PanelTime.beforeAnotherStage(run));
    var before = version;
    boolean regressed =
        before != null && reply.isIncomplete() && !before.isIncomplete() && !run.isTold();
    var json = json(place, step);
    SpendingJson.add(json, reply);
    json.put("output", reply.text()).put("kept", regressed ? "previous" : "this");
    if (regressed) {
      json.put(
          "reason",
          reply.text().isBlank() ? "it is empty" : "it ended with " + reply.finish().wire());
    } else {
      version = reply;
    }
  }

  private void failed(int place, Fault fault) {
    json(place, plan.steps().get(place))
        .put("code", fault.code().code())
        .put("message", fault.getMessage())
        .put("kept", "previous");
  }

  private ObjectNode json(int place, SequentialStep step) {
    return steps
        .addObject()
        .put("step", place + 1)
        .put("model", step.member().model())
        .put("integration_strategy", step.strategy().word());
  }

  private MemberQuestion question(int place, SequentialStep step) {
    var question = run.question().text();
    var own = step.member().task();
    var before = version;
    var what =
        step.strategy() == SequentialStrategy.STRUCTURED_OUTPUT
            ? Instructions.STRUCTURE
            : before == null ? Instructions.DETAIL : Instructions.DEEPEN;
    var instructions = what.in(question) + (own.isBlank() ? "" : "\n\n" + own);
    var messages =
        before == null
            ? run.question().instructed(instructions)
            : run.question()
                .instructed(
                    instructions,
                    Instructions.QUESTION.over(question, question)
                        + "\n\n"
                        + Instructions.VERSION.over(question, before.text()));
    var stage = step.strategy().word();
    return new MemberQuestion(stage, "step_" + (place + 1), step.member(), messages);
  }
}
