package dev.tutti.gateway.chat;

import dev.tutti.call.Call;
import dev.tutti.call.ChatStream;
import dev.tutti.chat.Chunk;
import dev.tutti.chat.Fault;
import dev.tutti.chat.Outcome;
import dev.tutti.chat.Usage;
import dev.tutti.http.AnswerHeaders;
import dev.tutti.http.HttpExchange;
import io.vertx.core.http.HttpHeaders;

/** An answer in one piece. */
final class WholeAnswer implements ChatAnswer {
  private static final CharSequence JSON = HttpHeaders.createOptimized("application/json");

  private final HttpExchange exchange;
  private final Call call;
  private final WholeWriter writer;

  WholeAnswer(HttpExchange exchange, Call call, WholeWriter writer) {
    this.exchange = exchange;
    this.call = call;
    this.writer = writer;
  }

  @Override
  public void begin(ChatStream begun) {
    begun.start(this);
  }

  @Override
  public void refuse(Throwable thrown) {
    if (!exchange.response().closed() && !exchange.response().headWritten()) {
      AnswerHeaders.write(exchange.response(), call);
      exchange.fail(thrown);
    }
  }

  @Override
  public void chunk(Chunk chunk) {
    writer.chunk(chunk);
  }

  @Override
  public void flush() {}

  @Override
  public void end(Outcome outcome) {
    exchange.attempt(() -> finish(outcome));
  }

  private void finish(Outcome outcome) {
    switch (outcome) {
      case Outcome.Completed(Usage usage) ->
          writer
              .keep(usage)
              .onSuccess(_ -> exchange.attempt(() -> write(usage)))
              .onFailure(thrown -> exchange.attempt(() -> refuse(thrown)));
      case Outcome.Failed(Fault fault, Usage _) -> refuse(fault);
    }
  }

  private void write(Usage usage) {
    var response = exchange.response();
    if (response.closed()) {
      return;
    }
    AnswerHeaders.write(response, call);
    AnswerHeaders.writeLatency(response, call);
    response.putHeader(HttpHeaders.CONTENT_TYPE, JSON);
    exchange.end(writer.body(usage));
  }
}
