package dev.tutti.context;

/**
 * Tokens of a view against those of the full history, all by the same estimate.
 *
 * @param sent of all that is sent
 * @param cached those of {@code sent} at its beginning that the request of the turn before had, too
 * @param full of system prompt, memory, full history and newest turn
 * @param fullCached those of {@code full} that the full request of the turn before had, too
 */
public record ViewTokens(long sent, long cached, long full, long fullCached) {

  /** Tokens that the full history would have taken more; negative where a summary is longer. */
  public long saved() {
    return full - sent;
  }

  /** The cost that the full history would have had more, where prefixes are cached. */
  public double costSaved(InputPrice price) {
    return price.cost(full, fullCached) - price.cost(sent, cached);
  }
}
