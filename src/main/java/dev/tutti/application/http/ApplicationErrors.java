package dev.tutti.application.http;

import dev.tutti.chat.Fault;
import dev.tutti.chat.Json;
import dev.tutti.chat.OpenAiUsage;
import dev.tutti.chat.Usage;
import dev.tutti.http.ErrorFormat;
import io.vertx.core.buffer.Buffer;
import tools.jackson.databind.node.ObjectNode;

/** Errors in the frame of applications, which has OpenAI's {@code error} in it. */
final class ApplicationErrors implements ErrorFormat {
  @Override
  public Buffer error(Fault fault, String requestId) {
    ObjectNode json = Json.object().put("success", false).putNull("result");
    json.set("error", Json.tree(OPEN_AI.error(fault, requestId).getBytes()).path("error"));
    json.putNull("model_used").put("processing_time", 0);
    json.set("usage", OpenAiUsage.json(Usage.NONE));
    return Buffer.buffer(Json.bytes(json));
  }
}
