package dev.tutti.chat;

import java.util.Locale;

/** What is asked of a model, in the words of OpenTelemetry's {@code gen_ai.operation.name}. */
public enum Operation {
  CHAT,
  TEXT_COMPLETION,
  EMBEDDINGS;

  private final String wire = name().toLowerCase(Locale.ROOT);

  /** The word in metrics and in the ledger, such as {@code text_completion}. */
  public String wire() {
    return wire;
  }
}
