package dev.tutti.selection.auto;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.tutti.call.Caller;
import dev.tutti.chat.ChatRequest;
import dev.tutti.feature.HeededMembers;
import dev.tutti.selection.analysis.PromptAnalysis;
import dev.tutti.selection.analysis.PromptAnalyzer;
import dev.tutti.selection.decision.QualityKnob;
import dev.tutti.selection.decision.RequestNeeds;
import dev.tutti.selection.decision.RouteQuestion;
import dev.tutti.selection.quality.PromptVector;
import dev.tutti.selection.rule.RuleSubject;
import java.time.InstantSource;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Maker of questions where requests go. Analyses of the latest texts are remembered, as a request
 * in a loop of tools comes again with the same words. Thread-safe.
 */
public final class RouteQuestions {
  private static final HeededMembers ONE_TEXT = HeededMembers.of("several models");
  private static final int REMEMBERED = 4_000;
  private static final int LONGEST_REMEMBERED = 4_000;

  private final PromptAnalyzer analyzer;
  private final InstantSource clock;
  private final Cache<String, Features> features =
      Caffeine.newBuilder().maximumSize(REMEMBERED).executor(Runnable::run).build();

  public RouteQuestions(PromptAnalyzer analyzer, InstantSource clock) {
    this.analyzer = analyzer;
    this.clock = clock;
  }

  /** Analysis of a text and its features. */
  private record Features(PromptAnalysis analysis, PromptVector vector) {}

  /**
   * Who asks, beside the request itself.
   *
   * @param tags of the request
   * @param allowed whether the caller may use a model by its name
   */
  public record Origin(Caller caller, Set<String> tags, Predicate<String> allowed) {
    /** Somebody who may use every model. */
    public static final Origin ANYBODY = new Origin(Caller.ANONYMOUS, Set.of(), _ -> true);
  }

  /** The analysis of a user's text. */
  public PromptAnalysis analyze(String text) {
    return features(text).analysis;
  }

  /** The features of a user's text. */
  public PromptVector vector(String text) {
    return features(text).vector;
  }

  private Features features(String text) {
    return text.length() > LONGEST_REMEMBERED ? made(text) : features.get(text, this::made);
  }

  private Features made(String text) {
    var analysis = analyzer.analyze(text);
    return new Features(analysis, PromptVector.of(text, analysis));
  }

  /** The question of a chat that was read. */
  RouteQuestion of(ChatRequest request, PromptReading reading, Origin origin, QualityKnob knob) {
    var known = features(reading.text());
    var caller = origin.caller();
    return new RouteQuestion(
        known.analysis,
        known.vector,
        new RequestNeeds(
            request.promptForecast(),
            request.answerForecast(),
            reading.vision(),
            request.body().has("tools") || request.body().has("functions"),
            request.wantsSchema(),
            !ONE_TEXT.heedsAll(request.body())),
        new RuleSubject(
            reading.text(),
            known.analysis.taskType(),
            caller.key(),
            caller.owner(),
            caller.user().isEmpty() ? request.user().orElse("") : caller.user(),
            origin.tags(),
            clock.instant()),
        knob,
        origin.allowed());
  }
}
