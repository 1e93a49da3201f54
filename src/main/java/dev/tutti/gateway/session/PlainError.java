package dev.tutti.gateway.session;

import dev.tutti.chat.Fault;
import dev.tutti.chat.Json;
import dev.tutti.http.ErrorFormat;
import io.vertx.core.buffer.Buffer;

/**
 * Errors as one text, as role-playing applications read them at {@code /api}: {@code {"error":
 * "LLM调用失败: ..."}} where a model has failed, and else what was wrong.
 */
public final class PlainError implements ErrorFormat {
  private static final String MODEL_FAILED = "LLM调用失败: ";
  private static final int SERVER_ERROR = 500;
  private static final int TOO_MANY = 429;

  @Override
  public Buffer error(Fault fault, String requestId) {
    var text = String.valueOf(fault.getMessage());
    return Buffer.buffer(
        Json.bytes(
            Json.object()
                .put("error", isOfModel(fault) ? MODEL_FAILED + text : text)
                .put("code", fault.code().code())
                .put("request_id", requestId)));
  }

  private static boolean isOfModel(Fault fault) {
    return fault.status() >= SERVER_ERROR || (fault.status() == TOO_MANY && !fault.isCallerLimit());
  }
}
