package dev.tutti.cooperation.run;

import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.chat.FinishReason;
import dev.tutti.chat.Json;
import dev.tutti.cooperation.member.CallSpending;
import dev.tutti.cooperation.member.CooperationRun;
import dev.tutti.cooperation.member.MemberFailure;
import dev.tutti.cooperation.member.MemberOutcome;
import dev.tutti.cooperation.member.MemberQuestion;
import dev.tutti.cooperation.member.MemberReply;
import dev.tutti.cooperation.member.MemberThreads;
import dev.tutti.cooperation.member.SpendingJson;
import dev.tutti.cooperation.plan.CooperationPlan;
import dev.tutti.cooperation.plan.PipelineStep;
import dev.tutti.template.api.Budget;
import dev.tutti.template.api.TemplateException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ObjectNode;

/**
 * Run of steps that need each other's outputs: whatever is ready is under way, each step on a
 * thread of its own. The first failure ends it; what was finished then is kept where the run is a
 * task.
 */
final class PipelineRun implements KindRun {
  private final CooperationRun run;
  private final CooperationPlan.Pipeline plan;
  private final Map<String, MemberReply> done = new LinkedHashMap<>();
  private final Map<String, Thread> threads = new HashMap<>();
  private final LinkedBlockingQueue<EndedStep> ended = new LinkedBlockingQueue<>();

  private record EndedStep(PipelineStep step, MemberOutcome outcome) {}

  PipelineRun(CooperationRun run, CooperationPlan.Pipeline plan) {
    this.run = run;
    this.plan = plan;
  }

  @Override
  public Conclusion conclude() {
    try {
      while (done.size() < plan.steps().size()) {
        begin();
        take(next());
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw Fault.of(FaultCode.CANCELLED, "the run was interrupted");
    } finally {
      leave();
    }
    var json = Json.object();
    var results = json.putObject("pipeline_results");
    plan.steps().forEach(each -> results.set(each.name(), json(reply(each))));
    var last = reply(plan.result());
    json.put("final_result", last.text());
    if (!run.isTold()) {
      run.tell(last.text());
    }
    return new Conclusion(json, last.text(), last.finish());
  }

  private void begin() {
    for (var step : plan.steps()) {
      if (!threads.containsKey(step.name()) && step.isReady(done.keySet())) {
        var question = question(step);
        threads.put(
            step.name(),
            Thread.ofVirtual()
                .name("pipeline")
                .start(() -> ended.add(new EndedStep(step, outcome(step, question)))));
      }
    }
  }

  private MemberOutcome outcome(PipelineStep step, MemberQuestion question) {
    try {
      return isLast(step) ? run.askLast(question) : run.ask(question);
    } catch (RuntimeException | Error e) { // the pipeline waits for it
      return new MemberFailure(Fault.from(e), CallSpending.NOTHING, run.elapsed());
    }
  }

  /** Whether nothing else is under way, nor to come, as every other step is needed for this one. */
  private boolean isLast(PipelineStep step) {
    return plan.ends().equals(List.of(step));
  }

  private EndedStep next() throws InterruptedException {
    var next = ended.poll(Math.max(0, run.remaining().toNanos()), TimeUnit.NANOSECONDS);
    run.requireGoing();
    if (next == null) {
      var open = threads.keySet().stream().filter(each -> !done.containsKey(each)).sorted();
      throw run.late().in(place(open.collect(Collectors.joining(", "))));
    }
    return next;
  }

  private static String place(String steps) {
    return "pipeline_config: step " + steps;
  }

  private void take(EndedStep next) {
    switch (next.outcome) {
      case MemberReply reply -> done.put(next.step.name(), reply);
      case MemberFailure failure -> throw failure.fault().in(place(next.step.name()));
    }
  }

  /** Interrupts whatever is under way, and waits until it has stopped. */
  private void leave() {
    var left =
        threads.entrySet().stream()
            .filter(each -> !done.containsKey(each.getKey()))
            .map(Map.Entry::getValue)
            .toList();
    MemberThreads.stop(left);
  }

  private MemberQuestion question(PipelineStep step) {
    var prompt = new StringBuilder(rendered(step));
    if (!step.isExplicit()) {
      if (step.needs().isEmpty()) {
        prompt.append("\n\n").append(run.question().text());
      }
      step.needs()
          .forEach(name -> prompt.append("\n\n").append(name).append(":\n").append(output(name)));
    }
    var messages = run.question().instructed("", prompt.toString());
    var question = new MemberQuestion(step.name(), "step/" + step.name(), step.member(), messages);
    return plan.result().equals(step) ? question.answering(run) : question;
  }

  private String rendered(PipelineStep step) {
    var values = new HashMap<String, Object>();
    var outputs = new HashMap<String, String>();
    step.needs().forEach(name -> outputs.put(name, output(name)));
    values.putAll(outputs);
    values.put("steps", outputs);
    values.put("query", run.question().text());
    try {
      return step.task().render(values, Budget.standard(run.call().loop()::nanos));
    } catch (TemplateException e) {
      throw Fault.invalid("pipeline_config", "step %s: %s".formatted(step.name(), e.getMessage()));
    }
  }

  private String output(String step) {
    var reply = done.get(step);
    return reply == null ? "" : reply.text();
  }

  private MemberReply reply(PipelineStep step) {
    var reply = done.get(step.name());
    return reply == null
        ? new MemberReply("", "", "", FinishReason.STOP, null, CallSpending.NOTHING, run.elapsed())
        : reply;
  }

  private static ObjectNode json(MemberReply reply) {
    var json = Json.object().put("output", reply.text()).put("model", reply.model());
    SpendingJson.add(json, reply);
    return json.put("finish_reason", reply.finish().wire());
  }
}
