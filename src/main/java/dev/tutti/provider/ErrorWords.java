package dev.tutti.provider;

import static dev.tutti.chat.FaultCode.CONTENT_FILTER;
import static dev.tutti.chat.FaultCode.CONTEXT_LENGTH_EXCEEDED;
import static dev.tutti.chat.FaultCode.INSUFFICIENT_QUOTA;
import static dev.tutti.chat.FaultCode.MODEL_NOT_FOUND;
import static dev.tutti.chat.FaultCode.OVERLOADED;
import static dev.tutti.chat.FaultCode.REQUEST_TOO_LARGE;
import static dev.tutti.chat.FaultCode.UPSTREAM_CREDENTIALS;

import dev.tutti.chat.FaultCode;
import java.util.List;
import java.util.Optional;

/**
 * What the words of an error mean where its code does not say: providers put very different things
 * under one code, and some have no codes at all. Rows are tried in order.
 *
 * @param meaning what it means
 * @param statuses the HTTP statuses with which the words mean it
 * @param fragments in lower case; one of them is enough
 */
record ErrorWords(FaultCode meaning, List<Integer> statuses, List<String> fragments) {

  /** Words that say more than the code beside them. */
  private static final List<ErrorWords> ABOVE_CODES =
      List.of(
          new ErrorWords(CONTEXT_LENGTH_EXCEEDED, List.of(413, 429), List.of("request too large")),
          new ErrorWords(
              INSUFFICIENT_QUOTA,
              List.of(400, 402, 403, 429),
              List.of(
                  "credit balance is too low",
                  "spend_limit",
                  "spend limit",
                  "spending limit",
                  "insufficient balance",
                  "insufficient credit",
                  "more credits",
                  "per day",
                  "per-day",
                  "daily limit",
                  "billing hard limit",
                  "monthly limit")),
          new ErrorWords(
              CONTENT_FILTER,
              List.of(400, 403, 422),
              List.of("content violates", "safety_check", "input was flagged", "moderation")),
          new ErrorWords(
              UPSTREAM_CREDENTIALS,
              List.of(400),
              List.of(
                  "incorrect api key",
                  "invalid api key",
                  "api key not valid",
                  "api key expired",
                  "location is not supported")));

  private static final List<ErrorWords> BELOW_CODES =
      List.of(
          new ErrorWords(
              REQUEST_TOO_LARGE,
              List.of(400, 422),
              List.of("max_tokens is too large", "max_completion_tokens is too large")),
          new ErrorWords(
              CONTEXT_LENGTH_EXCEEDED,
              List.of(200, 400, 413, 422, 500),
              List.of(
                  "context length",
                  "context window",
                  "context size",
                  "prompt is too long",
                  "input is too long",
                  "input length",
                  "too many tokens",
                  "token limit",
                  "token count",
                  "maximum number of tokens",
                  "reduce the length")),
          new ErrorWords(
              CONTENT_FILTER,
              List.of(200, 400, 403, 422),
              List.of(
                  "content management policy",
                  "content policy",
                  "inappropriate content",
                  "usage policies",
                  "usage guidelines")),
          new ErrorWords(
              MODEL_NOT_FOUND,
              List.of(400, 422),
              List.of(
                  "model not exist",
                  "model not found",
                  "model does not exist",
                  "not a valid model",
                  "invalid model",
                  "unknown model")),
          new ErrorWords(
              OVERLOADED,
              List.of(200, 429, 500, 502, 504),
              List.of("overloaded", "at capacity", "over capacity", "too busy")));

  /** What words mean, whatever the code beside them. */
  static Optional<FaultCode> aboveCodes(UpstreamError error) {
    return meaning(ABOVE_CODES, error);
  }

  /** What words mean that stand without a code that is known. */
  static Optional<FaultCode> belowCodes(UpstreamError error) {
    return meaning(BELOW_CODES, error);
  }

  private static Optional<FaultCode> meaning(List<ErrorWords> rows, UpstreamError error) {
    return rows.stream()
        .filter(row -> row.statuses.contains(error.status()) && error.says(row.fragments))
        .findFirst()
        .map(ErrorWords::meaning);
  }
}
