package dev.tutti.gateway.responses;

import dev.tutti.chat.Fault;
import dev.tutti.chat.Json;
import dev.tutti.gateway.chat.Dialect;
import dev.tutti.gateway.chat.ParsedRequest;
import dev.tutti.responses.Archive;
import dev.tutti.session.SessionSettings;
import io.vertx.core.buffer.Buffer;
import java.util.function.Supplier;

/**
 * Requests for responses.
 *
 * @param archive what earlier responses are looked up in, and new ones kept
 * @param settings of calls in conversations, at this moment
 */
public record ResponsesDialect(Archive archive, Supplier<SessionSettings> settings)
    implements Dialect {
  @Override
  public ParsedRequest read(byte[] body) {
    var request = Request.read(Json.request(body), archive);
    return new ParsedResponsesRequest(archive, request, settings);
  }

  @Override
  public Buffer error(Fault fault, String requestId) {
    return OPEN_AI.error(fault, requestId);
  }
}
