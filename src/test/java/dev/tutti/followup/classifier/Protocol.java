package dev.tutti.followup.classifier;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * How models are measured on what they have not seen. {@code dev} is a part of {@code train}, so
 * weights that were trained on all of it say nothing there: each turn is judged by a model that was
 * trained without its dialogue ({@link #outOfFold}), and by one that was trained without its source
 * ({@link #unseenSource}).
 */
final class Protocol {
  static final int FOLDS = 10;

  private final List<LabelledTurn> train;
  private final Consumer<String> progress;

  Protocol(List<LabelledTurn> train, Consumer<String> progress) {
    this.train = train;
    this.progress = progress;
  }

  /** Scores by models that know other dialogues of the same sources. */
  List<Score> outOfFold(List<LabelledTurn> turns) {
    var scores = new ArrayList<Score>();
    for (int i = 0; i < FOLDS; i++) {
      int fold = i;
      progress.accept("fold %d of %d".formatted(fold + 1, FOLDS));
      scores.addAll(
          without(
              turn -> !turn.isOwn() && turn.fold(FOLDS) == fold,
              turns,
              turn -> turn.fold(FOLDS) == fold));
    }
    return scores;
  }

  /** Scores by models that know no dialogue of the same source, or of a translation of it. */
  List<Score> unseenSource(List<LabelledTurn> turns) {
    var scores = new ArrayList<Score>();
    var families = new TreeSet<>(turns.stream().map(LabelledTurn::family).toList());
    for (var family : families) {
      progress.accept("without " + family);
      scores.addAll(
          without(
              turn -> turn.family().equals(family), turns, turn -> turn.family().equals(family)));
    }
    return scores;
  }

  private List<Score> without(
      Predicate<LabelledTurn> left, List<LabelledTurn> turns, Predicate<LabelledTurn> judged) {
    var judge = new Judge(new Trainer(train.stream().filter(left.negate()).toList()).train());
    return judge.scores(turns.stream().filter(judged).toList());
  }
}
