package dev.tutti.batch;

import dev.tutti.config.Argument;
import java.util.Locale;

/** Status of a batch, in OpenAI's words. */
public enum BatchStatus {
  /** Its file is being read. */
  VALIDATING(false),
  /** Its file is no good, or it could not go on. */
  FAILED(true),
  /** Its lines are being answered. */
  IN_PROGRESS(false),
  /** Its results become files. */
  FINALIZING(false),
  /** Every line has its answer. */
  COMPLETED(true),
  /** Its time is over; lines without an answer have an error that says so. */
  EXPIRED(true),
  /** Somebody has ended it, which takes a moment. */
  CANCELLING(false),
  /** It was ended; lines that had an answer keep it. */
  CANCELLED(true);

  private final String word = name().toLowerCase(Locale.ROOT);
  private final boolean terminal;

  BatchStatus(boolean terminal) {
    this.terminal = terminal;
  }

  /** The word of callers, such as {@code in_progress}. */
  public String word() {
    return word;
  }

  /** Whether nothing happens to it any more. */
  public boolean isTerminal() {
    return terminal;
  }

  /**
   * The status of a word.
   *
   * @throws IllegalArgumentException naming those that exist
   */
  public static BatchStatus of(String word) {
    return Argument.named("status", word, values(), BatchStatus::word);
  }
}
