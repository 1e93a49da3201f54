package dev.tutti.gateway.responses;

import dev.tutti.chat.Fault;
import dev.tutti.chat.Json;
import dev.tutti.chat.Operation;
import dev.tutti.conversation.Archive;
import dev.tutti.gateway.dialect.Asked;
import dev.tutti.gateway.dialect.Dialect;
import dev.tutti.gateway.openai.OpenAiDialect;
import io.vertx.core.buffer.Buffer;

/**
 * Requests for responses.
 *
 * @param archive what earlier responses are looked up in, and new ones kept
 */
public record ResponsesDialect(Archive archive) implements Dialect {
  private static final Dialect OPEN_AI = new OpenAiDialect(Operation.CHAT);

  @Override
  public Asked read(byte[] body) {
    var request = Request.read(Json.request(body), archive);
    return new ResponsesAsked(archive, request);
  }

  @Override
  public Buffer error(Fault fault) {
    return OPEN_AI.error(fault);
  }
}
