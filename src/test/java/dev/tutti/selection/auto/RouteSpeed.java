package dev.tutti.selection.auto;

import dev.tutti.call.DeploymentId;
import dev.tutti.chat.ChatRequest;
import dev.tutti.selection.analysis.PromptAnalyzer;
import dev.tutti.selection.decision.CostEstimate;
import dev.tutti.selection.decision.Fleet;
import dev.tutti.selection.decision.QualityKnob;
import dev.tutti.selection.decision.RouteDecider;
import dev.tutti.selection.decision.SelectionSettings;
import dev.tutti.selection.quality.ModelOutcome;
import dev.tutti.selection.quality.QualityLearner;
import dev.tutti.selection.quality.QualityModel;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.IntConsumer;

/**
 * Time that a decision among 20 models takes, and what the model {@code auto} adds to a request:
 * reading, a question whose features are remembered or not, the decision, its record, and the
 * request to the model that was chosen. CPU time of one thread.
 */
public final class RouteSpeed {
  private static final int MODELS = 20;
  private static final int OUTCOMES = 2_000;
  private static final int ROUNDS = 20_000;
  private static final double MICROS = 1e3;

  private final RouteQuestions questions =
      new RouteQuestions(PromptAnalyzer.shipped(), () -> Instant.EPOCH);
  private final RouteDecider decider = decider();
  private final QualityModel quality = quality();
  private long sum;

  private RouteSpeed() {}

  /** Measures and prints. */
  public static void main(String[] args) {
    var speed = new RouteSpeed();
    for (int warm = 0; warm < 3; warm++) {
      speed.measure("auto, features remembered", _ -> speed.auto(speed.same), warm == 2);
      speed.measure("auto, another text each time", round -> speed.auto(request(round)), warm == 2);
      speed.measure("decision alone", _ -> speed.decide(), warm == 2);
    }
  }

  private static RouteDecider decider() {
    var targets = new LinkedHashMap<String, List<DeploymentId>>();
    for (int model = 0; model < MODELS; model++) {
      targets.put("m" + model, List.of(new DeploymentId("up", "m" + model)));
    }
    CostEstimate costs =
        (target, usage) ->
            OptionalLong.of((Integer.parseInt(target.model().substring(1)) + 1) * usage.total());
    var settings = SelectionSettings.DEFAULT;
    var fleet = Fleet.of(targets, Map.of(), costs, _ -> Duration.ZERO);
    return new RouteDecider(settings, fleet, settings.compiledRules(), costs, _ -> false);
  }

  private QualityModel quality() {
    var learner = new QualityLearner(decider.fleet()::belief);
    for (int outcome = 0; outcome < OUTCOMES; outcome++) {
      var prompt = questions.vector("Write a function that sorts list " + outcome);
      learner.learn(prompt, "m" + outcome % MODELS, ModelOutcome.of(outcome % 3 / 2.0), 1);
    }
    return learner.model();
  }

  private static ChatRequest request(int round) {
    return ChatRequest.builder("auto")
        .system("You are a helpful assistant who answers briefly.")
        .user("Compare the long-term effects of solar and nuclear energy, case " + round)
        .build();
  }

  private final ChatRequest same = request(0);

  private void auto(ChatRequest request) {
    var reading = PromptReading.of(request);
    var question =
        questions.of(request, reading, RouteQuestions.Origin.ANYBODY, QualityKnob.usual(.7));
    var decision = decider.decide(question, quality);
    var record = RouteJson.record(decision, question, decision.model(), false);
    sum += RouteParameters.applied(request, decision.model(), Map.of()).body().length();
    sum += record.size();
  }

  private void decide() {
    var reading = PromptReading.of(same);
    var question =
        questions.of(same, reading, RouteQuestions.Origin.ANYBODY, QualityKnob.usual(.7));
    sum += decider.decide(question, quality).alternatives().size();
  }

  private void measure(String what, IntConsumer step, boolean shown) {
    var threads = ManagementFactory.getThreadMXBean();
    long began = threads.getCurrentThreadCpuTime();
    for (int round = 0; round < ROUNDS; round++) {
      step.accept(round);
    }
    double micros = (threads.getCurrentThreadCpuTime() - began) / MICROS / ROUNDS;
    if (shown) {
      System.out.printf("%-32s %8.1f us of CPU, %d models (%d)%n", what, micros, MODELS, sum);
    }
  }
}
