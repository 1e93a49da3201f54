package dev.tutti.replay;

import java.util.Optional;

/** What must come of an exchange. */
sealed interface Goal {

  /** An answer that says the truth. */
  record Answers(Truth truth) implements Goal {}

  /**
   * An error of this kind.
   *
   * @param before what was said before it, for an error inside a stream
   */
  record Fails(Recording.Expected expected, Optional<Truth> before) implements Goal {}

  /** Whether what is said is one answer, in words that are not only OpenAI's of old. */
  static boolean hasOneAnswer(Goal goal) {
    return switch (goal) {
      case Answers(Truth truth) -> hasOneAnswer(truth);
      case Breaks(Truth truth) -> hasOneAnswer(truth);
      case Fails(Recording.Expected _, Optional<Truth> before) ->
          before.map(Goal::hasOneAnswer).orElse(true);
    };
  }

  private static boolean hasOneAnswer(Truth truth) {
    return truth instanceof Truth.Spoken spoken
        && spoken.choices().size() == 1
        && spoken.choices().getFirst().legacy().isEmpty();
  }

  /** An error, after nothing but a beginning of the truth. */
  record Breaks(Truth truth) implements Goal {}
}
