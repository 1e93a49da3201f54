package dev.tutti.gateway.document;

import dev.tutti.chat.Fault;
import dev.tutti.chat.Json;
import dev.tutti.http.ErrorFormat;
import io.vertx.core.buffer.Buffer;
import tools.jackson.databind.node.ObjectNode;

/** Errors of documents: OpenAI's, with the reason of a document that cannot be read. */
public final class DocumentErrors implements ErrorFormat {
  private static final int UNPROCESSABLE = 422;

  @Override
  public Buffer error(Fault fault, String requestId) {
    var envelope = OPEN_AI.error(fault, requestId);
    if (fault.status() != UNPROCESSABLE) {
      return envelope;
    }
    var message = fault.getMessage();
    int colon = message.indexOf(':');
    var json = Json.tree(envelope.getBytes());
    if (json instanceof ObjectNode object && colon > 0) {
      object.withObject("error").put("fault", message.substring(0, colon));
    }
    return Buffer.buffer(Json.bytes(json));
  }
}
