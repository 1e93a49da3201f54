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

  /** An error, after nothing but a beginning of the truth. */
  record Breaks(Truth truth) implements Goal {}
}
