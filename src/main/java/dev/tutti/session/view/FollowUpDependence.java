package dev.tutti.session.view;

import dev.tutti.context.Dependence;
import dev.tutti.followup.DialogueTurn;
import dev.tutti.followup.FollowUpDecision;
import dev.tutti.followup.FollowUpDetector;
import dev.tutti.followup.FollowUpModel;
import dev.tutti.followup.FollowUpSettings;
import dev.tutti.session.SessionMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Dependence of messages by the probability of a follow-up. A mistake on one side is a broken
 * answer, on the other only waste, so that what was said is left out only far below the threshold:
 * on labelled conversations one follow-up in four hundred was below a tenth of it ({@code
 * suites/conversations}). Thread-safe.
 */
public final class FollowUpDependence {
  /** Of the threshold, below which a message stands alone. */
  private static final double ALONE = .1;

  /** Of the threshold, below which the last exchange is enough. */
  private static final double UNSURE = .6;

  /** Messages that are looked at, the latest. */
  private static final int SEEN = 20;

  private final Supplier<FollowUpSettings> settings;
  private final FollowUpDetector detector;
  private final FollowUpDetector unheard;

  /**
   * @param settings those of the moment
   * @param detector decides about what is asked
   */
  public FollowUpDependence(Supplier<FollowUpSettings> settings, FollowUpDetector detector) {
    this.settings = settings;
    this.detector = detector;
    this.unheard = FollowUpDetector.of(settings, FollowUpModel.NONE).withoutModel();
  }

  /**
   * Decides about what is asked. Blocks while a model is asked.
   *
   * @param before what was said before it, the oldest first
   * @param asks whether a model may be asked, where the classifier is unsure
   */
  FollowUpDecision decide(List<SessionMessage> before, SessionMessage message, boolean asks) {
    var judge = asks ? detector : detector.withoutModel();
    return judge.decide(turns(before), message.text());
  }

  /** The dependence of what was asked earlier, without a model. */
  Dependence of(List<SessionMessage> before, SessionMessage message) {
    var turns = turns(before);
    return turns.isEmpty() ? Dependence.DEPENDENT : degree(unheard.decide(turns, message.text()));
  }

  private static List<DialogueTurn> turns(List<SessionMessage> before) {
    var turns = new ArrayList<DialogueTurn>();
    before.subList(Math.max(0, before.size() - SEEN), before.size()).stream()
        .filter(each -> each.role().equals("user") || each.role().equals("assistant"))
        .forEach(each -> turns.add(new DialogueTurn(each.role(), each.text())));
    return turns;
  }

  /** The dependence that follows from a decision. */
  Dependence degree(FollowUpDecision decision) {
    double probability = decision.probability();
    double threshold = settings.get().threshold();
    if (decision.keepsContext()) {
      return Dependence.DEPENDENT;
    }
    if (probability < ALONE * threshold || decision.layer() == FollowUpDecision.Layer.CALLER) {
      return Dependence.INDEPENDENT;
    }
    return probability < UNSURE * threshold ? Dependence.UNSURE : Dependence.DEPENDENT;
  }
}
