package dev.tutti.file;

import dev.tutti.chat.Fault;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** Purpose of a file, in OpenAI's words. */
public enum FilePurpose {
  ASSISTANTS,
  BATCH,
  /** Results of a batch, which nobody uploads. */
  BATCH_OUTPUT,
  EVALS,
  FINE_TUNE("fine-tune"),
  USER_DATA,
  VISION;

  private final String word;

  FilePurpose() {
    this.word = name().toLowerCase(Locale.ROOT);
  }

  FilePurpose(String word) {
    this.word = word;
  }

  /** The word of callers, such as {@code batch}. */
  public String word() {
    return word;
  }

  /** Whether files of this purpose expire even when nobody asks for it. */
  boolean expires() {
    return this == BATCH || this == BATCH_OUTPUT;
  }

  /**
   * The purpose of a word.
   *
   * @throws Fault {@code invalid_request} naming those that exist
   */
  public static FilePurpose of(String word) {
    for (var purpose : values()) {
      if (purpose.word.equals(word)) {
        return purpose;
      }
    }
    throw Fault.invalid("purpose", "\"%s\" (expected: %s)".formatted(word, words()));
  }

  private static String words() {
    return Arrays.stream(values()).map(FilePurpose::word).collect(Collectors.joining(", "));
  }
}
