package dev.tutti.cooperation.run;

import dev.tutti.call.Call;
import dev.tutti.chat.Json;
import dev.tutti.cooperation.member.CooperationRun;
import dev.tutti.cooperation.member.RunEnvironment;
import dev.tutti.cooperation.member.RunObserver;
import dev.tutti.cooperation.member.SpendingJson;
import dev.tutti.cooperation.plan.CooperationPlan;
import dev.tutti.cooperation.plan.CooperationRequest;
import dev.tutti.task.api.StepCheckpoints;
import tools.jackson.databind.node.ObjectNode;

/** Engine that runs cooperations. Blocking, for virtual threads; thread-safe. */
public final class CooperationEngine {
  private final RunEnvironment around;

  public CooperationEngine(RunEnvironment around) {
    this.around = around;
  }

  /**
   * Runs one, and waits for its end.
   *
   * @param checkpoints knows answers of an earlier attempt, and keeps those of this one
   * @throws dev.tutti.chat.Fault when nothing came of it
   */
  public CooperationResult run(
      CooperationRequest request, Call call, RunObserver observer, StepCheckpoints checkpoints) {
    var run = new CooperationRun(around, request, call, observer, checkpoints);
    run.progress("started", request.plan().kind().word());
    var conclusion = conclusion(run, observer);
    var json = Json.object().put("kind", request.plan().kind().word());
    json.put("request_id", call.id());
    json.setAll(conclusion.json());
    json.set("models_used", SpendingJson.modelsUsed(run.spending()));
    spent(json, run);
    var usage = run.spending().sum().usage();
    return new CooperationResult(json, conclusion.text(), conclusion.finish(), usage);
  }

  /** Whoever watches is told what members have answered before a run fails, as that is paid for. */
  private static Conclusion conclusion(CooperationRun run, RunObserver observer) {
    try {
      return kind(run, run.request().plan()).conclude();
    } catch (RuntimeException e) {
      var answers = SpendingJson.answers(run.spending());
      if (!answers.isEmpty()) {
        var paid = Json.object();
        paid.set("answers", answers);
        spent(paid, run);
        observer.failed(paid);
      }
      throw e;
    }
  }

  private static void spent(ObjectNode json, CooperationRun run) {
    json.put("total_time", SpendingJson.seconds(run.elapsed()));
    json.set("usage", SpendingJson.usage(run.spending()));
    run.spending().sum().dollars().ifPresent(dollars -> json.put("cost_usd", dollars));
  }

  private static KindRun kind(CooperationRun run, CooperationPlan plan) {
    return switch (plan) {
      case CooperationPlan.Sequential sequential ->
          sequential.isCritique()
              ? new CritiqueRun(run, sequential)
              : new SequentialRun(run, sequential);
      case CooperationPlan.Parallel parallel -> new ParallelRun(run, parallel);
      case CooperationPlan.Debate debate -> new DebateRun(run, debate);
      case CooperationPlan.Mixture mixture -> new MixtureRun(run, mixture);
      case CooperationPlan.Cascade cascade -> new CascadeRun(run, cascade);
      case CooperationPlan.Pipeline pipeline -> new PipelineRun(run, pipeline);
    };
  }
}
