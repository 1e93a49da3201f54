package dev.tutti.routing.health;

import dev.tutti.chat.Fault;

/** Result of a probe. */
sealed interface Finding {
  /** The deployment answered. */
  record Well() implements Finding {}

  /** It did not, and that is its own fault. */
  record Ill(Fault fault) implements Finding {}

  /**
   * It is not known: the deployment is busy, the probe never reached it, or it does not understand
   * what was asked.
   */
  record Unknown(Fault fault) implements Finding {}

  /**
   * The finding from an end with a fault.
   *
   * @param reached whether the probe was let through to the upstream
   */
  static Finding of(Fault fault, boolean reached) {
    boolean ill =
        switch (fault.code()) {
          case MODEL_NOT_FOUND, INSUFFICIENT_QUOTA -> true;
          case DEADLINE_EXCEEDED -> reached;
          default -> fault.code().counts();
        };
    return ill ? new Ill(fault) : new Unknown(fault);
  }

  /** The reason why the deployment did not answer; empty when it did. */
  default String error() {
    return switch (this) {
      case Well _ -> "";
      case Ill(Fault fault) -> words(fault);
      case Unknown(Fault fault) -> words(fault);
    };
  }

  private static String words(Fault fault) {
    return fault.code().code() + ": " + fault.getMessage();
  }
}
