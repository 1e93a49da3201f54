package dev.tutti.provider;

import dev.tutti.call.Call;
import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.time.Duration;
import java.util.List;

/**
 * One question to an upstream for the models that it has: at most 5 MiB, at most for as long as the
 * call may take. Confined to the call's loop.
 */
final class ModelListRequest {
  private static final int MOST_BYTES = 5 << 20;
  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final long CANCEL = 0x8; // HTTP/2's error code; on HTTP/1.1 the connection closes

  private final Call call;
  private final HttpBackend upstream;
  private final ModelList list;
  private final Promise<byte[]> body = Promise.promise();
  private final Buffer held = Buffer.buffer();

  ModelListRequest(Call call, HttpBackend upstream, ModelList list) {
    this.call = call;
    this.upstream = upstream;
    this.list = list;
  }

  /** Asks. Fails when no list came, whatever the reason. */
  Future<List<String>> names() {
    var stop = call.enforceDeadline();
    return upstream
        .pool()
        .acquire(call, head(), CONNECT)
        .compose(this::send)
        .compose(answer -> call.loop().offload(() -> list.names(answer)))
        .onComplete(_ -> stop.run());
  }

  private RequestOptions head() {
    var head = new RequestOptions().setMethod(HttpMethod.GET).setURI(upstream.path() + list.path());
    head.putHeader("accept", "application/json").putHeader("accept-encoding", "identity");
    list.headers().forEach(header -> head.putHeader(header.getKey(), header.getValue()));
    return head;
  }

  private Future<byte[]> send(HttpClientRequest request) {
    var forget = call.onCancel(() -> body.tryFail(call.reason()));
    request.exceptionHandler(body::tryFail);
    request.send().onSuccess(this::read).onFailure(body::tryFail);
    return body.future()
        .onComplete(
            (_, broken) -> {
              forget.run();
              if (broken != null) {
                request.reset(CANCEL);
              }
              upstream.pool().release(request);
            });
  }

  private void read(HttpClientResponse response) {
    if (response.statusCode() != 200) {
      body.tryFail(refused("status " + response.statusCode() + " (expected: 200)"));
      return;
    }
    response
        .exceptionHandler(body::tryFail)
        .handler(this::take)
        .endHandler(_ -> body.tryComplete(held.getBytes()));
  }

  private void take(Buffer bytes) {
    if (held.length() + bytes.length() > MOST_BYTES) {
      body.tryFail(refused("longer than " + MOST_BYTES + " bytes (expected: less)"));
    } else if (!body.future().isComplete()) {
      held.appendBuffer(bytes);
    }
  }

  private static Fault refused(String why) {
    return Fault.of(FaultCode.UPSTREAM_ERROR, why);
  }
}
