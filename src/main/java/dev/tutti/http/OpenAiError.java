package dev.tutti.http;

import dev.tutti.chat.Fault;
import dev.tutti.chat.Json;
import io.vertx.core.buffer.Buffer;
import tools.jackson.databind.node.ObjectNode;

/** A fault in OpenAI's envelope. */
final class OpenAiError {
  private OpenAiError() {}

  static Buffer envelope(Fault fault) {
    var error =
        Json.object()
            .put("message", fault.getMessage())
            .put("type", type(fault))
            .put("param", fault.param().orElse(null))
            .put("code", fault.code().code());
    ObjectNode envelope = Json.object();
    envelope.set("error", error);
    return Buffer.buffer(Json.bytes(envelope));
  }

  /** OpenAI's word for the kind of error; its clients look at the status and the code. */
  private static String type(Fault fault) {
    return switch (fault.status()) {
      case 401 -> "authentication_error";
      case 403 -> "permission_error";
      case 404 -> "not_found_error";
      case 429 -> "rate_limit_error";
      default -> fault.status() < 500 ? "invalid_request_error" : "server_error";
    };
  }
}
