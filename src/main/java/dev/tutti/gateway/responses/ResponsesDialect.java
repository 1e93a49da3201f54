package dev.tutti.gateway.responses;

import dev.tutti.chat.Fault;
import dev.tutti.chat.Json;
import dev.tutti.gateway.chat.Dialect;
import dev.tutti.gateway.chat.ParsedRequest;
import dev.tutti.responses.Archive;
import dev.tutti.session.SessionChats;
import io.vertx.core.buffer.Buffer;

/**
 * Requests for responses.
 *
 * @param archive what earlier responses are looked up in, and new ones kept
 * @param chats how calls go on in conversations
 */
public record ResponsesDialect(Archive archive, SessionChats chats) implements Dialect {
  @Override
  public ParsedRequest read(byte[] body) {
    var request = Request.read(Json.request(body), archive);
    return new ParsedResponsesRequest(archive, request, chats);
  }

  @Override
  public Buffer error(Fault fault, String requestId) {
    return OPEN_AI.error(fault, requestId);
  }
}
