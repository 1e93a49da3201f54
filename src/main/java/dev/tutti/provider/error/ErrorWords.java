package dev.tutti.provider.error;

import static dev.tutti.chat.FaultCode.CONTENT_FILTER;
import static dev.tutti.chat.FaultCode.CONTEXT_LENGTH_EXCEEDED;
import static dev.tutti.chat.FaultCode.INSUFFICIENT_QUOTA;
import static dev.tutti.chat.FaultCode.MODEL_NOT_FOUND;
import static dev.tutti.chat.FaultCode.OVERLOADED;
import static dev.tutti.chat.FaultCode.REQUEST_TOO_LARGE;
import static dev.tutti.chat.FaultCode.UPSTREAM_CREDENTIALS;
import static dev.tutti.chat.FaultCode.UPSTREAM_FORBIDDEN;

import dev.tutti.chat.FaultCode;
import java.util.List;
import java.util.Optional;

/**
 * Row of a table of phrases, each with the fault that it means where the code does not say:
 * providers put very different things under one code, and some have no codes at all. Rows are tried
 * in order. A status of the caller's kind (400, 422) needs a whole phrase, since such messages also
 * quote what the caller wrote.
 *
 * @param meaning what it means
 * @param statuses the HTTP statuses with which the words mean it
 * @param fragments in lower case; one of them is enough
 */
record ErrorWords(FaultCode meaning, List<Integer> statuses, List<String> fragments) {

  /** A place or an organization that the provider does not serve, in phrases of their own. */
  private static final List<String> PLACE =
      List.of(
          "location is not supported",
          "country, region, or territory",
          "region is not supported",
          "not available in your region",
          "not available in your country",
          "unsupported region",
          "unsupported country",
          "organization has been disabled",
          "has not been used in project");

  /** A network, a project or an account that is shut out. */
  private static final List<String> ACCOUNT =
      List.of(
          "or it is disabled",
          "has been disabled",
          "is disabled",
          "been deactivated",
          "been suspended",
          "not open",
          "not activated",
          "not purchased",
          "ip address",
          "not allowed from this network");

  /** Words that say more than the code beside them. */
  private static final List<ErrorWords> ABOVE_CODES =
      List.of(
          new ErrorWords(CONTEXT_LENGTH_EXCEEDED, List.of(413, 429), List.of("request too large")),
          new ErrorWords(
              INSUFFICIENT_QUOTA,
              List.of(200, 400, 402, 403, 429),
              List.of(
                  "credit balance is too low",
                  "spend_limit",
                  "spend limit",
                  "spending limit",
                  "insufficient balance",
                  "insufficient credit",
                  "more credits",
                  "specified api usage limits",
                  "workspace usage limit",
                  "workspace api usage limit",
                  "billing hard limit",
                  "prepayment credits",
                  "prepaid balance",
                  "account is in arrears",
                  "余额不足",
                  "欠费")),
          new ErrorWords(
              INSUFFICIENT_QUOTA,
              List.of(402, 403, 429),
              List.of(
                  "credit",
                  "per day",
                  "per-day",
                  "daily limit",
                  "per month",
                  "/ month",
                  "monthly limit",
                  "monthly quota",
                  "usage limit",
                  "free tier of the model",
                  "free quota",
                  "key limit exceeded",
                  "prepaid",
                  "top up",
                  "recharge",
                  "overdue",
                  "arrears")),
          new ErrorWords(
              CONTENT_FILTER,
              List.of(200, 400, 403, 422),
              List.of(
                  "content violates",
                  "content exists risk",
                  "content filtering policy",
                  "content moderation",
                  "safety_check",
                  "input was flagged",
                  "prompt was flagged",
                  "flagged by moderation",
                  "flagged by our moderation",
                  "moderation policy",
                  "moderation system",
                  "rejected by moderation",
                  "requires moderation",
                  "failed moderation")),
          new ErrorWords(UPSTREAM_FORBIDDEN, List.of(400, 401, 403), PLACE),
          new ErrorWords(UPSTREAM_FORBIDDEN, List.of(401, 403), ACCOUNT),
          new ErrorWords(
              UPSTREAM_CREDENTIALS,
              List.of(401, 403),
              List.of("api key", "api_key", "api-key", "apikey", "credential", "authenticat")),
          new ErrorWords(
              UPSTREAM_CREDENTIALS,
              List.of(400),
              List.of(
                  "incorrect api key", "invalid api key", "api key not valid", "api key expired")),
          new ErrorWords(
              OVERLOADED,
              List.of(200, 429),
              List.of("tier capacity exceeded", "capacity exceeded for this model")));

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
                  "usage policy",
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

  /** Whether access is refused to the account, project or place, and not to one request. */
  static boolean concernsAccount(UpstreamError error) {
    return error.says(PLACE) || error.says(ACCOUNT);
  }

  private static Optional<FaultCode> meaning(List<ErrorWords> rows, UpstreamError error) {
    return rows.stream()
        .filter(row -> row.statuses.contains(error.status()) && error.says(row.fragments))
        .findFirst()
        .map(ErrorWords::meaning);
  }
}
