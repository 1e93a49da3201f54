package dev.tutti.gateway.passthrough;

import dev.tutti.call.Call;
import dev.tutti.call.PassthroughAnswer;
import dev.tutti.http.AnswerHeaders;
import dev.tutti.http.HttpExchange;
import dev.tutti.wire.BackPressure;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import org.jspecify.annotations.Nullable;

/** An answer that goes through as it is. What breaks off there breaks off here. */
final class PassthroughRelay implements PassthroughAnswer.Sink {
  private final HttpExchange exchange;
  private final HttpServerResponse response;
  private final Call call;
  private @Nullable BackPressure pressure;

  PassthroughRelay(HttpExchange exchange, Call call) {
    this.exchange = exchange;
    this.response = exchange.response();
    this.call = call;
  }

  /** The answer has begun: relays it. */
  void begin(PassthroughAnswer begun) {
    response.setStatusCode(begun.status());
    PassthroughHeaders.ofAnswer(begun.headers())
        .forEach(header -> response.headers().add(header.getKey(), header.getValue()));
    AnswerHeaders.write(response, call);
    response.setChunked(!response.headers().contains("content-length"));
    pressure =
        new BackPressure(response, begun::pause, () -> exchange.attempt(call, begun::resume));
    begun.start(this);
  }

  /** The answer will not begin. */
  void refuse(Throwable thrown) {
    if (!response.closed() && !response.ended()) {
      AnswerHeaders.write(response, call);
      exchange.fail(thrown);
    }
  }

  @Override
  public void bytes(Buffer bytes) {
    if (!response.closed() && !response.ended()) {
      response.write(bytes);
      if (pressure != null) {
        pressure.written();
      }
    }
  }

  @Override
  public void end(boolean whole) {
    if (response.closed() || response.ended()) {
      return;
    }
    if (whole) {
      response.end();
    } else {
      exchange.breakOff();
    }
    exchange.dropRest();
  }
}
