package dev.tutti.chat;

import java.util.Locale;

/** Kind of request to a model, in the words of OpenTelemetry's {@code gen_ai.operation.name}. */
public enum Operation {
  CHAT,
  TEXT_COMPLETION,
  EMBEDDINGS,
  /** Something that is relayed and not understood; a word of our own. */
  PASSTHROUGH;

  private final String wire = name().toLowerCase(Locale.ROOT);

  /** For whoever reads what callers ask: what is relayed does not come there. */
  public IllegalStateException unread() {
    return new IllegalStateException(wire + " is not read");
  }

  /** The word in metrics and in the ledger, such as {@code text_completion}. */
  public String wire() {
    return wire;
  }
}
