package dev.tutti.followup.classifier;

import java.util.List;
import java.util.function.Predicate;

/** Three ways to decide that are simpler than the classifier, as it is measured beside them. */
final class Baselines {
  private static final int SHORT = 8;
  private static final double SIMILAR = .12;

  private Baselines() {}

  /** Way to decide. */
  record Baseline(String name, Predicate<LabelledTurn> isFollowUp) {}

  /** Short messages; pronouns; pronouns, connectives and likeness of words. */
  static List<Baseline> all() {
    return List.of(
        new Baseline("short", Baselines::isShort),
        new Baseline("pronoun", Baselines::refers),
        new Baseline("rules+similarity", Baselines::rules));
  }

  private static boolean isShort(LabelledTurn turn) {
    var message = Passage.of(turn.message());
    int length = message.isChinese() ? message.text().length() / 2 : message.words().size();
    return length <= SHORT;
  }

  private static boolean refers(LabelledTurn turn) {
    return Passage.of(turn.message()).words().stream().anyMatch(TextToken::isReferring);
  }

  private static boolean rules(LabelledTurn turn) {
    var dialogue = Dialogue.of(turn.history(), turn.message());
    var words = dialogue.message().words();
    if (words.stream().anyMatch(word -> word.isReferring() || word.is(WordClass.BACKWARD))) {
      return true;
    }
    if (!words.isEmpty() && words.getFirst().is(WordClass.CONNECTIVE)) {
      return true;
    }
    var units = dialogue.message().units().keySet();
    long known = units.stream().filter(dialogue.said()::containsKey).count();
    return units.isEmpty() || (double) known / units.size() >= SIMILAR;
  }
}
