package dev.tutti.wire;

import dev.tutti.call.BodyMemory;
import dev.tutti.call.Call;
import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.wire.body.BodyBytes;
import dev.tutti.wire.body.ContentCoding;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.RequestOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One small request whose answer is held as a whole, such as a webhook's or a list of models. It
 * ends with its call: a call that is cancelled, or whose deadline passes, closes the exchange.
 * Confined to the call's loop.
 */
public final class SmallRequest {
  private final Pool pool;
  private final Call call;
  private final int most;
  private final BodyMemory.Lease memory;
  private final BodyBytes held = new BodyBytes();
  private @Nullable Fault full;

  private SmallRequest(Pool pool, Call call, int most) {
    this.pool = pool;
    this.call = call;
    this.most = most;
    this.memory = pool.memory().lease();
  }

  /**
   * An answer.
   *
   * @param headers by their names in lower case, the last value of each
   * @param body the text, or its beginning; empty when it cannot be inflated
   */
  public record SmallResponse(int status, Map<String, String> headers, String body) {
    /** Whether the status is one of success. */
    public boolean isWell() {
      return status / 100 == 2;
    }

    /** A header's value. */
    public Optional<String> header(String name) {
      return Optional.ofNullable(headers.get(name));
    }
  }

  /**
   * Asks. Fails with a {@link Fault} when there is no answer: why the call has ended, {@code
   * timeout} or {@code connection}.
   *
   * @param head method, path and headers; the origin is the pool's
   * @param most bytes of the answer's body that are kept
   */
  public static Future<SmallResponse> run(
      Pool pool, Call call, RequestOptions head, byte[] body, Duration connect, int most) {
    var smallRequest = new SmallRequest(pool, call, most);
    var stop = call.enforceDeadline();
    return pool.acquire(call, head, connect)
        .compose(request -> smallRequest.send(request, body))
        .onComplete(
            _ -> {
              stop.run();
              smallRequest.memory.close();
            });
  }

  private Future<SmallResponse> send(HttpClientRequest request, byte[] body) {
    var forget = call.onCancel(request::reset);
    return request
        .send(Buffer.buffer(body))
        .compose(head -> read(request, head))
        .recover(thrown -> Future.failedFuture(fault(thrown)))
        .onComplete(
            _ -> {
              forget.run();
              pool.release(request);
            });
  }

  /** A body that breaks off does no harm: the status has said what matters. */
  private Future<SmallResponse> read(HttpClientRequest request, HttpClientResponse head) {
    head.handler(bytes -> keep(bytes, request));
    return head.end()
        .otherwiseEmpty()
        .compose(_ -> full == null ? answered(head) : Future.failedFuture(full));
  }

  private void keep(Buffer bytes, HttpClientRequest request) {
    if (held.length() >= most || full != null) {
      return;
    }
    try {
      memory.take(bytes.length());
      held.add(bytes);
    } catch (Fault tooMuch) {
      full = tooMuch;
      request.reset();
    }
  }

  private Future<SmallResponse> answered(HttpClientResponse head) {
    var headers = new TreeMap<String, String>();
    head.headers()
        .forEach(each -> headers.put(each.getKey().toLowerCase(Locale.ROOT), each.getValue()));
    var coding = headers.getOrDefault("content-encoding", "identity");
    return (coding.equals("identity")
            ? Future.succeededFuture(held.bytes())
            : call.loop().offload(() -> inflated(coding)))
        .map(bytes -> new SmallResponse(head.statusCode(), headers, text(bytes)));
  }

  /** Nothing of what cannot be inflated, or is cut: the status has said what matters. */
  private byte[] inflated(String coding) {
    try {
      return ContentCoding.of(coding)
          .orElseThrow(() -> new IOException("content-encoding: " + coding))
          .decode(held.bytes(), most, memory::take);
    } catch (IOException _) {
      return new byte[0];
    }
  }

  private String text(byte[] bytes) {
    return new String(bytes, 0, Math.min(bytes.length, most), StandardCharsets.UTF_8);
  }

  private Fault fault(Throwable thrown) {
    if (thrown instanceof Fault fault) {
      return fault;
    }
    return call.cancelled()
        ? call.reason()
        : Fault.of(FaultCode.CONNECTION, "no answer: " + thrown.getMessage());
  }
}
