package dev.tutti.provider.translate;

import dev.tutti.chat.BillingDetails;
import dev.tutti.chat.ChatRequest;
import dev.tutti.chat.Usage;
import dev.tutti.token.PromptEstimate;
import dev.tutti.token.TokenEstimate;
import tools.jackson.core.JsonParser;

/**
 * Meter of the tokens of an answer: as the upstream reports them or, where it does not, as they are
 * estimated from what was asked and heard. Every reader of an answer keeps one. Not thread-safe.
 */
public final class TokenMeter {
  private final ChatRequest request;
  private final TokenEstimate output = new TokenEstimate();
  private Usage reported = Usage.NONE;
  private String tier = "";

  public TokenMeter(ChatRequest request) {
    this.request = request;
  }

  /** Text, reasoning or arguments that the model wrote. */
  public void heard(CharSequence text) {
    output.add(text);
  }

  /** The string that a parser stands on. */
  public void heard(JsonParser parser) {
    if (JsonText.any(parser)) {
      output.add(parser.getStringCharacters(), parser.getStringOffset(), parser.getStringLength());
    }
  }

  /** The tokens of what the model wrote, estimated. */
  public long heard() {
    return output.tokens();
  }

  /** Usage that the upstream reports; a later report counts where it says more. */
  public void reported(Usage usage) {
    reported = reported.isNone() ? usage : reported.max(usage);
  }

  /** The service tier that an upstream says it served. */
  public void tier(JsonParser parser) {
    boolean news = JsonText.any(parser) && !JsonText.is(parser, tier); // each chunk repeats it
    tier = news ? parser.getString() : tier;
  }

  /** The service tier that an upstream says it served; an empty one says nothing. */
  public void tier(String name) {
    tier = name.isEmpty() ? tier : name;
  }

  /** Whether the upstream has reported usage. */
  public boolean isReported() {
    return !reported.isNone();
  }

  /** Usage of an answer that ended early: nothing as long as nothing was heard. */
  public Usage spent() {
    return isReported() || output.tokens() > 0 ? usage() : Usage.NONE;
  }

  /** Usage so far; an estimate says so. */
  public Usage usage() {
    return isReported() ? reported.billed(reported.billing().tier(tier)) : estimated();
  }

  private Usage estimated() {
    var counted = PromptEstimate.ofSent(request);
    return new Usage(counted, output.tokens(), 0, 0, 0, 0, 0, true, BillingDetails.NONE.tier(tier));
  }
}
