package dev.tutti.gateway.messages;

import dev.tutti.call.Call;
import dev.tutti.chat.ChatRequest;
import dev.tutti.chat.Fault;
import dev.tutti.chat.Json;
import dev.tutti.gateway.chat.AnswerContext;
import dev.tutti.gateway.chat.Dialect;
import dev.tutti.gateway.chat.ParsedRequest;
import dev.tutti.gateway.chat.StreamWriter;
import dev.tutti.gateway.chat.WholeWriter;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.Optional;
import java.util.function.Function;

/** Anthropic's Messages API. */
public final class MessagesDialect implements Dialect {
  private static final String BETAS = "anthropic-beta";

  @Override
  public ParsedRequest read(byte[] body) {
    return read(body, _ -> Optional.empty());
  }

  @Override
  public ParsedRequest read(byte[] body, Function<String, Optional<String>> header) {
    var sourceMap = new SourceMap();
    var betas = header.apply(BETAS).orElse("");
    return new Messages(MessagesRequest.of(Json.request(body), false, betas, sourceMap), sourceMap);
  }

  /**
   * Reads a request whose tokens shall be counted.
   *
   * @throws Fault {@code invalid_request} or {@code request_too_large}, naming the member at fault
   */
  public static ChatRequest counted(byte[] body) {
    return MessagesRequest.of(Json.request(body), true, "", new SourceMap());
  }

  @Override
  public Buffer error(Fault fault, String requestId) {
    return Buffer.buffer(Json.bytes(MessagesError.envelope(fault, requestId)));
  }

  @Override
  public Optional<String> idHeader() {
    return Optional.of("request-id");
  }

  private record Messages(ChatRequest request, SourceMap sourceMap) implements ParsedRequest {
    @Override
    public Future<ChatRequest> request(Call call) {
      return Future.succeededFuture(request);
    }

    @Override
    public Fault told(Fault fault) {
      return sourceMap.told(fault);
    }

    @Override
    public StreamWriter stream(AnswerContext context) {
      return new MessagesStream(context, sourceMap::told);
    }

    @Override
    public WholeWriter whole(AnswerContext context) {
      return new MessagesWhole(context);
    }
  }
}
