package dev.tutti.cooperation.run;

import dev.tutti.call.Call;
import dev.tutti.chat.Json;
import dev.tutti.cooperation.member.CooperationRun;
import dev.tutti.cooperation.member.RunCheckpoints;
import dev.tutti.cooperation.member.RunEnvironment;
import dev.tutti.cooperation.member.RunObserver;
import dev.tutti.cooperation.member.SpendingJson;
import dev.tutti.cooperation.plan.CooperationPlan;
import dev.tutti.cooperation.plan.CooperationRequest;

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
      CooperationRequest request, Call call, RunObserver observer, RunCheckpoints checkpoints) {
    var run = new CooperationRun(around, request, call, observer, checkpoints);
    run.progress("started", request.plan().kind().word());
    var conclusion = kind(run, request.plan()).conclude();
    var json = Json.object().put("kind", request.plan().kind().word());
    json.setAll(conclusion.json());
    json.put("total_time", SpendingJson.seconds(run.elapsed()));
    json.set("models_used", SpendingJson.modelsUsed(run.spending()));
    json.set("usage", SpendingJson.usage(run.spending()));
    var sum = run.spending().sum();
    sum.dollars().ifPresent(dollars -> json.put("cost_usd", dollars));
    return new CooperationResult(json, conclusion.text(), conclusion.finish(), sum.usage());
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
