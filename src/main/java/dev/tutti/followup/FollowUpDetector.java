package dev.tutti.followup;

import dev.tutti.followup.FollowUpDecision.Kind;
import dev.tutti.followup.FollowUpDecision.Layer;
import dev.tutti.followup.classifier.Assessment;
import dev.tutti.followup.classifier.DialogueLine;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Detection of follow-ups in three layers: rules for certain cases, a trained classifier, and a
 * model where the classifier is unsure and one is configured. A model that fails or takes too long
 * leaves the context where it is. Thread-safe; the same message with the same history always gets
 * the same decision of the first two layers.
 */
public final class FollowUpDetector {
  /** How often a model is assumed to be right about what the classifier cannot tell. */
  private static final double MODEL_RIGHT = .85;

  private static final double HALF = .5;
  private static final int MOST_REASONS = 2;

  private final Supplier<FollowUpSettings> settings;
  private final FollowUpModel model;
  private final Consumer<FollowUpDecision> observer;

  private FollowUpDetector(
      Supplier<FollowUpSettings> settings,
      FollowUpModel model,
      Consumer<FollowUpDecision> observer) {
    this.settings = settings;
    this.model = model;
    this.observer = observer;
  }

  /**
   * A detector.
   *
   * @param settings those of the moment
   * @param model asked only when the settings name one
   */
  public static FollowUpDetector of(Supplier<FollowUpSettings> settings, FollowUpModel model) {
    return new FollowUpDetector(settings, model, _ -> {});
  }

  /** The same detector, which asks no model. */
  public FollowUpDetector withoutModel() {
    return new FollowUpDetector(() -> settings.get().withoutModel(), FollowUpModel.NONE, observer);
  }

  /** The same detector, which also tells an observer of every decision. */
  public FollowUpDetector observedBy(Consumer<FollowUpDecision> told) {
    return new FollowUpDetector(settings, model, told);
  }

  /**
   * Decides about a message. Blocks while a model is asked, at most for the configured timeout.
   *
   * @param history what was said before it, the oldest first; may be empty. Only turns of users and
   *     assistants count
   */
  public FollowUpDecision decide(List<DialogueTurn> history, String message) {
    var spoken = history.stream().filter(DialogueTurn::isSpoken).toList();
    var decision = FollowUpRules.decide(spoken, message).orElseGet(() -> classify(spoken, message));
    observer.accept(decision);
    return decision;
  }

  private FollowUpDecision classify(List<DialogueTurn> history, String message) {
    var now = settings.get();
    var lines =
        history.stream().map(turn -> new DialogueLine(turn.isUsers(), turn.content())).toList();
    var assessment = now.classifier().assess(lines, message);
    var decision = decision(assessment, now);
    return now.isUnsure(assessment.probability())
        ? ask(decision, assessment, now, history, message)
        : decision;
  }

  private static FollowUpDecision decision(Assessment assessment, FollowUpSettings now) {
    double probability = assessment.probability();
    if (probability >= now.threshold()) {
      var reasons = assessment.forFollowUp();
      return decision(Kind.FOLLOW_UP, probability, reasons, "is likelier to need the context");
    }
    return decision(
        alone(assessment), probability, assessment.against(), "is likelier to stand alone");
  }

  private static FollowUpDecision decision(
      Kind kind, double probability, List<String> reasons, String otherwise) {
    var reason =
        reasons.isEmpty()
            ? otherwise
            : String.join("; ", reasons.subList(0, Math.min(MOST_REASONS, reasons.size())));
    return FollowUpDecision.of(kind, probability, reason, Layer.CLASSIFIER);
  }

  private static Kind alone(Assessment assessment) {
    return assessment.newTopic() >= HALF ? Kind.NEW_TOPIC : Kind.STANDALONE;
  }

  private FollowUpDecision ask(
      FollowUpDecision unsure,
      Assessment assessment,
      FollowUpSettings now,
      List<DialogueTurn> history,
      String message) {
    var name = now.model();
    var answer = model.ask(name, history, message);
    try {
      var kind = answer.get(now.timeout().toNanos(), TimeUnit.NANOSECONDS);
      return FollowUpDecision.of(
          kind,
          posterior(assessment.probability(), kind == Kind.FOLLOW_UP),
          "%s says so; without it: %s".formatted(name, unsure.reason()),
          Layer.MODEL);
    } catch (ExecutionException | TimeoutException _) {
      answer.cancel(true);
      return kept(unsure, name);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      answer.cancel(true);
      return kept(unsure, name);
    }
  }

  private static FollowUpDecision kept(FollowUpDecision unsure, String model) {
    return FollowUpDecision.of(
        Kind.FOLLOW_UP,
        unsure.probability(),
        "%s gave no answer, so the context is kept; %s".formatted(model, unsure.reason()),
        Layer.CLASSIFIER);
  }

  /** The probability after a model has spoken, by Bayes' rule. */
  private static double posterior(double prior, boolean followUp) {
    double yes = prior * (followUp ? MODEL_RIGHT : 1 - MODEL_RIGHT);
    double no = (1 - prior) * (followUp ? 1 - MODEL_RIGHT : MODEL_RIGHT);
    return yes / (yes + no);
  }
}
