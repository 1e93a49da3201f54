package dev.tutti.provider;

import dev.tutti.chat.ChatRequest;
import dev.tutti.provider.translate.TokenMeter;
import dev.tutti.token.TokenEstimate;

/** Estimates of the tokens that a request or a text has. */
public final class TokenCount {
  private TokenCount() {}

  /**
   * An estimate, as no model is asked: within 20 % for most texts in Latin letters or Han; a
   * picture or a document counts as 400. It reads all of the request.
   */
  public static long estimate(ChatRequest request) {
    return new TokenMeter(request).usage().input();
  }

  /** An estimate of a text, as good as that of a request. */
  public static long estimate(String text) {
    var estimate = new TokenEstimate();
    estimate.add(text);
    return estimate.tokens();
  }
}
