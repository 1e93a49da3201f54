package dev.tutti.selection.quality;

/**
 * Learner of models' quality. Outcomes count at once in the means of their model and task type; the
 * words of prompts are fitted anew when enough has come since. Thread-safe.
 */
public final class QualityLearner {
  private final QualityPriors priors;

  /** A learner that knows nothing. */
  public QualityLearner(QualityPriors priors) {
    this.priors = priors;
  }

  /**
   * The learner of some bytes.
   *
   * @throws IllegalArgumentException when {@link #bytes} has not made them
   */
  public static QualityLearner of(byte[] bytes, QualityPriors priors) {
    return new QualityLearner(priors);
  }

  /**
   * Takes an outcome.
   *
   * @param weight how much it counts: 1 for a rating or a test, less for an implicit signal
   */
  public void learn(PromptVector prompt, String model, ModelOutcome outcome, double weight) {}

  /** Forgets everything about a model; whether there was anything. */
  public boolean forget(String model) {
    return false;
  }

  /** What is known now; cheap unless much has come since the last call. */
  public QualityModel model() {
    return QualityModel.of(priors);
  }

  /** Everything that it knows, compact; without any text. */
  public byte[] bytes() {
    return new byte[0];
  }
}
