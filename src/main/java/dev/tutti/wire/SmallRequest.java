package dev.tutti.wire;

import dev.tutti.call.BodyMemory;
import dev.tutti.call.Call;
import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.wire.body.BodyBytes;
import dev.tutti.wire.body.ContentCoding;
import dev.tutti.wire.client.ClientStream;
import dev.tutti.wire.client.ResponseHead;
import dev.tutti.wire.client.StreamListener;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.RequestOptions;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One small request whose answer is held as a whole, such as a webhook's or a list of models. It
 * ends with its call: a call that is cancelled, or whose deadline passes, closes the exchange.
 * Confined to the call's loop.
 */
public final class SmallRequest {
  private static final Pattern CHARSET =
      Pattern.compile("(?i)charset\\s*=\\s*[\"']?([\\w.:+-]{1,40})");

  private final Call call;
  private final int most;
  private final BodyMemory.Lease memory;
  private final BodyBytes held = new BodyBytes();
  private final Promise<SmallResponse> answer = Promise.promise();

  private SmallRequest(Pool pool, Call call, int most) {
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
    var request = new SmallRequest(pool, call, most);
    var stop = call.enforceDeadline();
    var forget = call.onCancel(() -> request.fail(call.reason()));
    request.send(
        () -> pool.acquire(call, head, connect), body, () -> pool.acquireNew(call, head, connect));
    return request
        .answer
        .future()
        .onComplete(
            _ -> {
              forget.run();
              stop.run();
              request.memory.close();
            });
  }

  /** What is thrown instead of a stream is a failure as well. */
  private void send(
      Supplier<Future<ClientStream>> on,
      byte[] body,
      @Nullable Supplier<Future<ClientStream>> anew) {
    Future.succeededFuture()
        .compose(_ -> on.get())
        .onSuccess(stream -> new Exchange(stream, body, anew).begin())
        .onFailure(this::fail);
  }

  private void fail(Throwable why) {
    answer.tryFail(fault(why));
  }

  /** Exchange on one connection; one that was open before may turn out to be stale. */
  private final class Exchange implements StreamListener {
    private final ClientStream stream;
    private final byte[] body;
    private final @Nullable Supplier<Future<ClientStream>> anew;
    private @Nullable ResponseHead head;

    Exchange(ClientStream stream, byte[] body, @Nullable Supplier<Future<ClientStream>> anew) {
      this.stream = stream;
      this.body = body;
      this.anew = anew;
    }

    void begin() {
      answer.future().onComplete(_ -> stream.leave());
      stream.listen(this);
      if (answer.future().isComplete()) {
        return;
      }
      try {
        stream.send(Buffer.buffer(body));
      } catch (IllegalArgumentException unwritable) {
        fail(unwritable);
      }
    }

    @Override
    public void head(ResponseHead response) {
      head = response;
    }

    @Override
    public void bytes(Buffer bytes) {
      if (held.length() >= most || answer.future().isComplete()) {
        return;
      }
      try {
        memory.take(bytes.length());
        held.add(bytes);
      } catch (Fault tooMuch) {
        fail(tooMuch);
      }
    }

    @Override
    public void ended() {
      if (head != null && !answer.future().isComplete()) {
        answered(head).onSuccess(answer::tryComplete).onFailure(SmallRequest.this::fail);
      }
    }

    @Override
    public void cut() {}

    /** A body that breaks off does no harm: the status has said what matters. */
    @Override
    public void broken(Throwable why) {
      if (head != null) {
        ended();
      } else if (anew != null && stream.mayBeStale()) {
        stream.leave();
        send(anew, body, null);
      } else {
        fail(why);
      }
    }
  }

  private Future<SmallResponse> answered(ResponseHead response) {
    var headers = new TreeMap<String, String>();
    response
        .headers()
        .forEach(each -> headers.put(each.getKey().toLowerCase(Locale.ROOT), each.getValue()));
    var coding = headers.getOrDefault("content-encoding", "identity");
    return (coding.equals("identity")
            ? Future.succeededFuture(held.bytes())
            : call.loop().offload(() -> inflated(coding)))
        .map(
            bytes -> {
              var text = text(bytes, headers.getOrDefault("content-type", ""));
              return new SmallResponse(response.status(), headers, text);
            });
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

  private String text(byte[] bytes, String type) {
    return new String(bytes, 0, Math.min(bytes.length, most), charset(type));
  }

  /** The charset that a type names, such as {@code text/html; charset=gbk}; otherwise UTF-8. */
  private static Charset charset(String type) {
    var named = CHARSET.matcher(type);
    try {
      return named.find() ? Charset.forName(named.group(1)) : StandardCharsets.UTF_8;
    } catch (IllegalArgumentException _) {
      return StandardCharsets.UTF_8;
    }
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
