package dev.tutti.provider;

import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import tools.jackson.databind.JsonNode;

/** What an upstream's refusal means. Immutable and thread-safe. */
final class Diagnosis {

  /** The fault behind a refusal. */
  Fault of(Refusal refusal) {
    return switch (refusal.status()) {
      case 400, 422 -> Fault.of(FaultCode.INVALID_REQUEST, refusal.body());
      case 401, 402, 403 ->
          Fault.of(FaultCode.UPSTREAM_CREDENTIALS, "the upstream refused our key");
      case 404 -> Fault.of(FaultCode.MODEL_NOT_FOUND, refusal.body());
      case 413 -> Fault.of(FaultCode.REQUEST_TOO_LARGE, refusal.body());
      case 429 -> Fault.of(FaultCode.RATE_LIMITED, refusal.body());
      case 503, 529 -> Fault.of(FaultCode.OVERLOADED, refusal.body());
      default -> Fault.of(FaultCode.UPSTREAM_ERROR, refusal.body());
    };
  }

  /** Whether a JSON object tells of an error rather than of something that Tutti does not know. */
  boolean isError(JsonNode json) {
    return json.has("message") || json.has("detail") || json.has("code");
  }
}
