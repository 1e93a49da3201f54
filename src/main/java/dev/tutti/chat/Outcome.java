package dev.tutti.chat;

/** Outcome of an attempt or an answer; each has exactly one. */
public sealed interface Outcome {

  /** Usage until the end. */
  Usage usage();

  /** The word for metrics and the ledger: {@code completed} or the fault's code. */
  default String word() {
    return switch (this) {
      case Completed _ -> "completed";
      case Failed(Fault fault, Usage _) -> fault.code().code();
    };
  }

  /** Everything was said. */
  record Completed(Usage usage) implements Outcome {}

  /** The answer ended early, or never began. */
  record Failed(Fault fault, Usage usage) implements Outcome {}
}
