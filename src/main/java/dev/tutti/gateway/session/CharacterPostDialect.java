package dev.tutti.gateway.session;

import dev.tutti.character.chat.CharacterChats;
import dev.tutti.chat.Fault;
import dev.tutti.chat.Json;
import dev.tutti.gateway.chat.Dialect;
import dev.tutti.gateway.chat.ParsedRequest;
import dev.tutti.http.ErrorFormat;
import io.vertx.core.buffer.Buffer;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code POST /v1/chat/{character}/messages} and its streaming twin.
 *
 * @param character the name or the id in the path
 * @param streams whether answers come piece by piece, whatever the body says
 * @param errors how faults are told
 */
public record CharacterPostDialect(
    String character, boolean streams, CharacterChats chats, ErrorFormat errors)
    implements Dialect {

  /** A body that is wrong is told of only to who has the character. */
  @Override
  public ParsedRequest read(byte[] body) {
    ObjectNode json;
    try {
      json = Json.request(body);
    } catch (Fault fault) {
      return new ParsedCharacterPost(
          this,
          () -> {
            throw fault;
          });
    }
    return new ParsedCharacterPost(this, () -> new CharacterPostBody(json));
  }

  @Override
  public Buffer error(Fault fault, String requestId) {
    return errors.error(fault, requestId);
  }
}
