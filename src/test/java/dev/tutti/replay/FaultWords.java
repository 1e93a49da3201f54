package dev.tutti.replay;

import dev.tutti.chat.FaultCode;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The corpus' categories of errors in the words of Tutti's one table of faults.
 *
 * <p>Where a category has more than one code, each is right for some of its recordings and the
 * response does not decide between them.
 */
final class FaultWords {
  private FaultWords() {}

  /**
   * A category and its codes.
   *
   * @param why why these
   */
  record Meaning(String category, Set<FaultCode> codes, String why) {}

  static final List<Meaning> TABLE =
      List.of(
          meaning(
              "auth", "our key is bad; never the caller's fault", FaultCode.UPSTREAM_CREDENTIALS),
          meaning(
              "permission",
              "the provider refuses us (403, region), not the caller",
              FaultCode.UPSTREAM_CREDENTIALS,
              FaultCode.UPSTREAM_FORBIDDEN),
          meaning("rate_limit", "", FaultCode.RATE_LIMITED),
          meaning(
              "quota_exhausted", "money or the day's share is spent", FaultCode.INSUFFICIENT_QUOTA),
          meaning("overloaded", "", FaultCode.OVERLOADED),
          meaning("server_error", "", FaultCode.UPSTREAM_ERROR),
          meaning(
              "timeout",
              "a provider's own 408 or 504, after which none is at work",
              FaultCode.TIMEOUT),
          meaning(
              "context_too_large",
              "too many tokens, too many bytes, or more than the account's tier ever allows",
              FaultCode.CONTEXT_LENGTH_EXCEEDED,
              FaultCode.REQUEST_TOO_LARGE,
              FaultCode.INSUFFICIENT_QUOTA),
          meaning("model_not_found", "", FaultCode.MODEL_NOT_FOUND),
          meaning("model_not_found_or_unavailable", "", FaultCode.MODEL_NOT_FOUND),
          meaning("content_filter", "", FaultCode.CONTENT_FILTER),
          meaning(
              "invalid_request",
              "a retired model (Groq's 400) is also a model that is not there",
              FaultCode.INVALID_REQUEST,
              FaultCode.MODEL_NOT_FOUND),
          meaning(
              "tool_use_failed",
              "Groq blames the request for a call that its model got wrong",
              FaultCode.INVALID_REQUEST),
          meaning(
              "cancelled",
              "the provider gave up although the caller is still there",
              FaultCode.UPSTREAM_ERROR,
              FaultCode.CANCELLED));

  /** The codes that are right for a category. */
  static Set<FaultCode> codes(String category) {
    return TABLE.stream()
        .filter(meaning -> meaning.category().equals(category))
        .map(Meaning::codes)
        .findFirst()
        .orElse(Set.of());
  }

  /** The code of that name, in the wire's words. */
  static Set<FaultCode> named(String code) {
    return EnumSet.allOf(FaultCode.class).stream()
        .filter(known -> known.name().toLowerCase(Locale.ROOT).equals(code))
        .collect(Collectors.toSet());
  }

  private static Meaning meaning(String category, String why, FaultCode first, FaultCode... more) {
    return new Meaning(category, EnumSet.of(first, more), why);
  }
}
