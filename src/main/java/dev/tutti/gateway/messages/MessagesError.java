package dev.tutti.gateway.messages;

import dev.tutti.chat.Fault;
import dev.tutti.chat.Json;
import tools.jackson.databind.node.ObjectNode;

/** A fault in Anthropic's envelope, with our own code beside Anthropic's type. */
final class MessagesError {
  private MessagesError() {}

  static ObjectNode envelope(Fault fault, String requestId) {
    var envelope = Json.object().put("type", "error");
    var error =
        envelope
            .putObject("error")
            .put("type", type(fault))
            .put("message", fault.getMessage())
            .put("code", fault.code().code());
    fault.param().ifPresent(param -> error.put("param", param));
    return requestId.isEmpty() ? envelope : envelope.put("request_id", requestId);
  }

  /** Anthropic's word for the kind of error. */
  private static String type(Fault fault) {
    return switch (fault.status()) {
      case 401 -> "authentication_error";
      case 402 -> "billing_error";
      case 403 -> "permission_error";
      case 404 -> "not_found_error";
      case 413 -> "request_too_large";
      case 429 -> "rate_limit_error";
      case 503, 529 -> "overloaded_error";
      case 504 -> "timeout_error";
      default -> fault.status() < 500 ? "invalid_request_error" : "api_error";
    };
  }
}
