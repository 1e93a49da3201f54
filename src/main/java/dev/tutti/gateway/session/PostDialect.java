package dev.tutti.gateway.session;

import dev.tutti.chat.Fault;
import dev.tutti.chat.Json;
import dev.tutti.gateway.chat.Dialect;
import dev.tutti.gateway.chat.ParsedRequest;
import dev.tutti.session.SessionChats;
import io.vertx.core.buffer.Buffer;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code POST /v1/sessions/{id}/messages}.
 *
 * @param session the name in the path
 */
public record PostDialect(String session, SessionChats chats) implements Dialect {

  /** A body that is wrong is told of only to who has the session. */
  @Override
  public ParsedRequest read(byte[] body) {
    ObjectNode json;
    try {
      json = Json.request(body);
    } catch (Fault fault) {
      return new ParsedPost(
          session,
          chats,
          () -> {
            throw fault;
          });
    }
    return new ParsedPost(session, chats, () -> json);
  }

  @Override
  public Buffer error(Fault fault, String requestId) {
    return OPEN_AI.error(fault, requestId);
  }
}
