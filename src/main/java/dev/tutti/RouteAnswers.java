package dev.tutti;

import dev.tutti.chat.ChatRequest;
import dev.tutti.selection.SelectionFeature;
import dev.tutti.selection.analysis.PromptAnalysis;
import dev.tutti.selection.decision.RouteDecision;
import dev.tutti.selection.outcome.OutcomeLines;
import dev.tutti.selection.outcome.RoutingOutcomes;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;

/**
 * Answers about where requests to the model {@code auto} go. Thread-safe.
 *
 * <pre>{@code
 * var decision = tutti.route().decide("写一个Python函数来计算斐波那契数");
 * decision.category(); // 代码
 * tutti.chat(ChatRequest.builder("auto").user("...").build()); // asks the model that is chosen
 * }</pre>
 */
public final class RouteAnswers {
  private final SelectionFeature selection;
  private final InstantSource clock;

  RouteAnswers(SelectionFeature selection, InstantSource clock) {
    this.selection = selection;
    this.clock = clock;
  }

  /**
   * Analysis of what a user says: how hard it is, and what it asks for.
   *
   * @throws dev.tutti.chat.Fault {@code invalid_request} for a blank text
   */
  public PromptAnalysis analyze(String text) {
    return selection.analyze(text);
  }

  /** Decision where a chat would go; nobody is asked, and it leaves no trace. */
  public RouteDecision decide(ChatRequest request) {
    return selection.decide(request);
  }

  /** Decision where a question would go. */
  public RouteDecision decide(String query) {
    return decide(ChatRequest.builder("auto").user(query).build());
  }

  /**
   * Learns from outcomes of models, lines of {@code {prompt, task_type?, outcomes: {model: {score,
   * ...}}}}.
   *
   * @return complete when they are on disk and learned
   */
  public CompletableFuture<Void> learn(String lines) {
    var read = OutcomeLines.read(lines.getBytes(StandardCharsets.UTF_8));
    return selection.learn(
        RoutingOutcomes.rows(read, selection.analyzer(), clock.instant(), RoutingOutcomes.FILE));
  }
}
