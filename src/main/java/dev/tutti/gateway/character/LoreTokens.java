package dev.tutti.gateway.character;

import dev.tutti.token.TokenEstimate;

/** Tokens of entries of lorebooks, estimated: the same in a preview and in a chat. */
public final class LoreTokens {
  private LoreTokens() {}

  /** Tokens that a content takes of a book's budget. */
  public static int of(String content) {
    var estimate = new TokenEstimate();
    estimate.add(content);
    return Math.toIntExact(estimate.tokens());
  }
}
