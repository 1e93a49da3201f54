package dev.tutti.followup.classifier;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Supplier;

/**
 * Trained classifier of messages in plain arithmetic: features of the message and of what was said
 * before it, a weighted sum, a curve that makes a probability of it. Immutable and thread-safe.
 */
public final class Classifier {
  private static final long LONGEST_FILE = 64 << 20;
  private static final Classifier SHIPPED = new Classifier(() -> Shipped.WEIGHTS);

  private final Supplier<Weights> weights;

  private Classifier(Supplier<Weights> weights) {
    this.weights = weights;
  }

  private static final class Shipped {
    static final Weights WEIGHTS = checked(Weights.shipped());
  }

  /** The classifier with the weights that come with Tutti, read when they are first needed. */
  public static Classifier shipped() {
    return SHIPPED;
  }

  /**
   * A classifier with the weights of a file, as {@code bench/followup train} writes them.
   *
   * @throws IllegalArgumentException when it cannot be read, or they do not belong to these
   *     features
   */
  public static Classifier read(Path file) {
    try {
      if (Files.size(file) > LONGEST_FILE) {
        throw new IllegalArgumentException(file + " (expected: at most 64 MiB)");
      }
      return of(Weights.parse(Files.readString(file)));
    } catch (IOException
        | IllegalStateException
        | IndexOutOfBoundsException
        | NoSuchElementException e) {
      throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
    }
  }

  static Classifier of(Weights weights) {
    var checked = checked(weights);
    return new Classifier(() -> checked);
  }

  private static Weights checked(Weights weights) {
    var names = DialogueFeatures.of(Dialogue.of(List.of(), ""), weights.rarity()).names();
    for (var model : List.of(weights.followUp(), weights.topic())) {
      if (!model.names().equals(names)) {
        throw new IllegalStateException("the weights are of other features: bench/followup train");
      }
    }
    return weights;
  }

  /**
   * Assesses a message.
   *
   * @param history what was said before, the oldest first
   */
  public Assessment assess(List<DialogueLine> history, String message) {
    var now = weights.get();
    var dialogue = Dialogue.of(history, message);
    var features = DialogueFeatures.of(dialogue, now.rarity());
    var reasons = new Reasons(dialogue, features, now.followUp());
    return new Assessment(
        now.calibration().probability(now.scores(features), dialogue.message().isChinese()),
        Calibration.logistic(now.topic().score(features)),
        reasons.forFollowUp(),
        reasons.against());
  }
}
