package dev.tutti.session.view;

import dev.tutti.context.Dependence;
import dev.tutti.followup.DialogueTurn;
import dev.tutti.followup.FollowUpDetector;
import dev.tutti.followup.FollowUpModel;
import dev.tutti.followup.FollowUpSettings;
import dev.tutti.session.SessionMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Dependence by the probability of a follow-up, as rules and the classifier see it; no model is
 * asked. A mistake on one side is a broken answer, on the other only waste, so that what was said
 * is left out only far below the threshold: on labelled conversations one follow-up in four hundred
 * was below a tenth of it ({@code suites/conversations}).
 */
public final class FollowUpDependence implements MessageDependence {
  /** Of the threshold, below which a message stands alone. */
  private static final double ALONE = .1;

  /** Of the threshold, below which the last exchange is enough. */
  private static final double UNSURE = .6;

  /** Messages that are looked at, the latest. */
  private static final int SEEN = 20;

  private final Supplier<FollowUpSettings> settings;
  private final FollowUpDetector detector;

  /**
   * @param settings those of the moment
   */
  public FollowUpDependence(Supplier<FollowUpSettings> settings) {
    this.settings = settings;
    this.detector = FollowUpDetector.of(() -> alone(settings.get()), FollowUpModel.NONE);
  }

  private static FollowUpSettings alone(FollowUpSettings now) {
    return new FollowUpSettings(now.threshold(), "", now.timeout(), now.band());
  }

  @Override
  public Dependence of(List<SessionMessage> before, SessionMessage message) {
    var turns = new ArrayList<DialogueTurn>();
    before.subList(Math.max(0, before.size() - SEEN), before.size()).stream()
        .filter(each -> each.role().equals("user") || each.role().equals("assistant"))
        .forEach(each -> turns.add(new DialogueTurn(each.role(), each.text())));
    if (turns.isEmpty()) {
      return Dependence.DEPENDENT;
    }
    double probability = detector.decide(turns, message.text()).probability();
    double threshold = settings.get().threshold();
    if (probability < ALONE * threshold) {
      return Dependence.INDEPENDENT;
    }
    return probability < UNSURE * threshold ? Dependence.UNSURE : Dependence.DEPENDENT;
  }
}
