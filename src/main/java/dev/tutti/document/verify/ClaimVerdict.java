package dev.tutti.document.verify;

import org.jspecify.annotations.Nullable;

/**
 * Verdict over a claim.
 *
 * @param verdict verified, mismatch, unverified, rejected or contradicted
 * @param reason why, for readers
 * @param citation place of the quote, when it stands in the document
 */
public record ClaimVerdict(String verdict, String reason, @Nullable Citation citation) {

  /**
   * Place of a quote.
   *
   * @param match exact or normalized
   * @param quote as it stands in the document
   */
  public record Citation(
      String block, @Nullable Integer page, int start, int end, String quote, String match) {}

  /** Whether it may be shown as checked. */
  public boolean verified() {
    return verdict.equals("verified");
  }
}
