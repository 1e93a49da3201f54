package dev.tutti.provider.error;

import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.provider.spi.Refusal;
import dev.tutti.text.KeyMask;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * Classifier of upstreams' refusals, which makes a fault of each by the one table of faults. First
 * come words that say more than the code beside them, then the provider's code, then other words,
 * then the HTTP status. Immutable and thread-safe.
 *
 * <p>The fault's message is for the caller. What the caller did wrong is told in the provider's own
 * words, with the member that it blames. What concerns our account is told in ours, because the
 * provider's words would name keys and organizations that are none of the caller's.
 */
public final class Diagnosis {
  /** Rest of a deployment whose account, project or place is refused. */
  private static final Duration ACCOUNT_REST = Duration.ofMinutes(5);

  private final ErrorTable table;
  private final InstantSource clock;

  /** A diagnosis by a provider's table; dates of waiting are seen from this clock. */
  public Diagnosis(ErrorTable table, InstantSource clock) {
    this.table = table;
    this.clock = clock;
  }

  /** The fault behind a refusal. */
  public Fault of(Refusal refusal) {
    var error = UpstreamError.of(refusal);
    var code = code(error);
    var fault = told(code, error);
    return waits(code)
        ? RetryDelay.of(refusal, error, clock.instant()).map(fault::after).orElse(fault)
        : fault;
  }

  /** Whether a JSON object tells of an error rather than of something that Tutti does not know. */
  public boolean isError(JsonNode json) {
    return json.path("message").isString() || json.has("detail") || json.has("code");
  }

  private FaultCode code(UpstreamError error) {
    return perDay(error)
        .or(() -> ErrorWords.aboveCodes(error))
        .or(() -> table.meaning(error))
        .or(() -> ErrorWords.belowCodes(error))
        .orElseGet(() -> byStatus(error.status()));
  }

  /** Google tells a limit per minute from one per day only by the name of the quota. */
  private static Optional<FaultCode> perDay(UpstreamError error) {
    for (var detail : error.json().path("error").path("details")) {
      for (var violation : detail.path("violations")) {
        if (violation.path("quotaId").asString("").contains("PerDay")) {
          return Optional.of(FaultCode.INSUFFICIENT_QUOTA);
        }
      }
    }
    return Optional.empty();
  }

  private static FaultCode byStatus(int status) {
    return switch (status) {
      case 400, 422 -> FaultCode.INVALID_REQUEST;
      case 401 -> FaultCode.UPSTREAM_CREDENTIALS;
      case 403, 451 -> FaultCode.UPSTREAM_FORBIDDEN;
      case 402 -> FaultCode.INSUFFICIENT_QUOTA;
      case 404, 410 -> FaultCode.MODEL_NOT_FOUND;
      case 408, 504, 522, 524 -> FaultCode.TIMEOUT;
      case 413 -> FaultCode.REQUEST_TOO_LARGE;
      case 429 -> FaultCode.RATE_LIMITED;
      case 499 -> FaultCode.CANCELLED;
      case 498, 503, 529 -> FaultCode.OVERLOADED;
      default -> FaultCode.UPSTREAM_ERROR;
    };
  }

  private static boolean waits(FaultCode code) {
    return switch (code) {
      case RATE_LIMITED, INSUFFICIENT_QUOTA, OVERLOADED, UPSTREAM_ERROR, TIMEOUT -> true;
      default -> false;
    };
  }

  private static Fault told(FaultCode code, UpstreamError error) {
    return switch (code) {
      case INVALID_REQUEST, CONTEXT_LENGTH_EXCEEDED, REQUEST_TOO_LARGE, CONTENT_FILTER -> {
        var fault = Fault.of(code, said("the provider refused the request", error));
        boolean whole = code != FaultCode.REQUEST_TOO_LARGE || error.status() == 413;
        var status = whole ? fault : fault.status(400); // a member is too large, not the body
        yield error.param().isEmpty() ? status : status.at(error.param());
      }
      case UPSTREAM_CREDENTIALS ->
          Fault.of(code, plain("the provider refused Tutti's credentials", error));
      case UPSTREAM_FORBIDDEN -> forbidden(error);
      case TIMEOUT -> Fault.of(code, with("the provider timed out", error)).withoutWork();
      case INSUFFICIENT_QUOTA ->
          Fault.of(code, plain("the quota or balance at the provider is used up", error));
      case RATE_LIMITED -> Fault.of(code, with("the provider limits the rate", error));
      case OVERLOADED -> Fault.of(code, with("the provider is overloaded", error));
      case MODEL_NOT_FOUND ->
          Fault.of(
              code,
              error.json().isMissingNode()
                  ? plain("the provider knows no such model, or no such address", error)
                  : said("the provider has no such model", error));
      default -> Fault.of(code, with("the provider failed", error));
    };
  }

  /** A refusal of the account as a whole stays so for a while; what one request caused does not. */
  private static Fault forbidden(UpstreamError error) {
    var fault = Fault.of(FaultCode.UPSTREAM_FORBIDDEN, with("the provider refused access", error));
    return ErrorWords.concernsAccount(error) ? fault.after(ACCOUNT_REST) : fault;
  }

  private static String said(String otherwise, UpstreamError error) {
    var words = KeyMask.hide(error.message());
    return words.isEmpty() ? with(otherwise, error) : words;
  }

  private static String with(String what, UpstreamError error) {
    var words = KeyMask.hide(error.message());
    return words.isEmpty() ? plain(what, error) : plain(what, error) + ": " + words;
  }

  private static String plain(String what, UpstreamError error) {
    return error.status() == 200 ? what : what + " (HTTP " + error.status() + ")";
  }
}
