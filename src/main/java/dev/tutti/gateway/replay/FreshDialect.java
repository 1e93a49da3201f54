package dev.tutti.gateway.replay;

import dev.tutti.call.CacheControl;
import dev.tutti.call.Call;
import dev.tutti.call.Sharing;
import dev.tutti.chat.ChatRequest;
import dev.tutti.chat.Fault;
import dev.tutti.gateway.chat.AnswerContext;
import dev.tutti.gateway.chat.Dialect;
import dev.tutti.gateway.chat.ParsedRequest;
import dev.tutti.gateway.chat.StreamWriter;
import dev.tutti.gateway.chat.WholeWriter;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;

/**
 * Dialect whose requests are answered by a model at all events: by no answer of the cache, which
 * does not keep the new one either, and by none that another call waits for.
 */
record FreshDialect(Dialect dialect) implements Dialect {

  @Override
  public ParsedRequest read(byte[] body) {
    return new FreshRequest(dialect.read(body));
  }

  @Override
  public boolean makesTrees() {
    return dialect.makesTrees();
  }

  @Override
  public Buffer error(Fault fault, String requestId) {
    return dialect.error(fault, requestId);
  }

  private record FreshRequest(ParsedRequest parsed) implements ParsedRequest {
    @Override
    public Future<ChatRequest> request(Call call) {
      call.cacheControl(CacheControl.NONE.anew().withoutStoring());
      call.sharing(Sharing.NEVER);
      return parsed.request(call);
    }

    @Override
    public StreamWriter stream(AnswerContext context) {
      return parsed.stream(context);
    }

    @Override
    public WholeWriter whole(AnswerContext context) {
      return parsed.whole(context);
    }
  }
}
