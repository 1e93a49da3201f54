package dev.tutti.application.analysis;

import dev.tutti.document.verify.ClaimVerdict;
import tools.jackson.databind.JsonNode;

/**
 * Item of a model's answer, held against the document.
 *
 * @param type insight, metric or risk
 * @param said as the model has said it
 * @param shown the same for readers
 * @param keep adds it to what was found; only for one that is verified
 */
record ItemReading(
    String type, JsonNode said, String shown, String quote, ClaimVerdict verdict, Runnable keep) {
  /** Reason of what is never asked about again. */
  static final String CONCEALED = "the text repeats a hidden or instruction-like passage";

  /** Whether another quote or value might be right: it is not what a passage orders to be said. */
  boolean repairable() {
    boolean missing = verdict.verdict().equals("rejected") && verdict.citation() == null;
    return !verdict.reason().equals(CONCEALED) && (missing || verdict.verdict().equals("mismatch"));
  }
}
