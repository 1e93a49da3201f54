package dev.tutti.gateway.openai;

import dev.tutti.call.Call;
import dev.tutti.chat.ChatRequest;
import dev.tutti.chat.Fault;
import dev.tutti.chat.Operation;
import dev.tutti.gateway.chat.AnswerContext;
import dev.tutti.gateway.chat.Dialect;
import dev.tutti.gateway.chat.ParsedRequest;
import dev.tutti.gateway.chat.StreamWriter;
import dev.tutti.gateway.chat.WholeWriter;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;

/** OpenAI's requests of one kind: the core's own vocabulary, so nothing is translated. */
public record OpenAiDialect(Operation operation) implements Dialect {

  @Override
  public ParsedRequest read(byte[] body) {
    return new OpenAiRequest(ChatRequest.parse(operation, body));
  }

  @Override
  public boolean makesTrees() {
    return false;
  }

  @Override
  public Buffer error(Fault fault, String requestId) {
    return OPEN_AI.error(fault, requestId);
  }

  private record OpenAiRequest(ChatRequest request) implements ParsedRequest {
    @Override
    public Future<ChatRequest> request(Call call) {
      return Future.succeededFuture(request);
    }

    @Override
    public StreamWriter stream(AnswerContext context) {
      return new OpenAiStream(context);
    }

    @Override
    public WholeWriter whole(AnswerContext context) {
      return new OpenAiWhole(context);
    }
  }
}
