package dev.tutti.provider.exchange;

import dev.tutti.call.Attempt;
import dev.tutti.call.BodyMemory;
import dev.tutti.call.Call;
import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.chat.Outcome;
import dev.tutti.chat.Usage;
import io.netty.handler.codec.DecoderException;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.RequestOptions;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One exchange with an upstream, from the pool to the last byte, whatever is exchanged: the
 * connection, the time-outs, what it holds of the memory for bodies, and how it ends. A state
 * machine confined to the call's loop. There is one way out of it, {@link #finish}, from wherever
 * it stands; what is sent and how it is read is its handler's.
 *
 * @param <A> the answer that its caller gets once it has opened
 */
final class UpstreamExchange<A> {
  private static final Logger log = LoggerFactory.getLogger(UpstreamExchange.class);
  private static final Duration A_MOMENT = Duration.ofMillis(1);

  private final Call call;
  private final Attempt attempt;
  private final HttpBackend upstream;
  private final ExchangeHandler handler;
  private final PhaseTimer timer;
  private final BodyMemory.Lease memory;
  private final StreamMemory stream;
  private final ExchangeConnection connection;
  private final Promise<A> opened = Promise.promise();
  private Runnable forget = () -> {};
  private Runnable reconnect = () -> {};
  private @Nullable HttpClientResponse response;
  private @Nullable SecretMask mask;
  private @Nullable Fault torn;
  private @Nullable Outcome outcome;
  private boolean read;
  private boolean concluded;
  private boolean started;
  private boolean paused;

  UpstreamExchange(
      Call call, Attempt attempt, HttpBackend upstream, boolean streamed, ExchangeHandler handler) {
    this.call = call;
    this.attempt = attempt;
    this.upstream = upstream;
    this.handler = handler;
    this.memory = upstream.pool().memory().lease();
    this.stream = new StreamMemory(upstream.pool().memory());
    this.connection = new ExchangeConnection(call.loop(), upstream.pool());
    this.timer = new PhaseTimer(call.loop(), upstream.timeouts(), streamed, this::late);
  }

  /** What its bodies hold until it ends. */
  BodyMemory.Lease memory() {
    return memory;
  }

  /** What its stream holds until it ends. */
  StreamMemory stream() {
    return stream;
  }

  /** The answer; fails with a {@link Fault}. */
  Future<A> opened() {
    return opened.future();
  }

  boolean hasOpened() {
    return opened.future().isComplete();
  }

  /** Whether it has ended, well or not. */
  boolean isOver() {
    return outcome != null;
  }

  /** Begins, so that the attempt is settled whatever happens; it may be over at once. */
  void begin() {
    forget = call.onCancel(() -> abandon(call.reason())); // at once, if it was cancelled before
  }

  /**
   * Gets a connection for a request, which somebody sends then: once more when the connection turns
   * out to be stale.
   */
  void connect(Supplier<RequestOptions> head, Consumer<HttpClientRequest> sending) {
    reconnect = () -> connect(head, sending);
    if (outcome != null) {
      return;
    }
    try {
      upstream
          .pool()
          .acquire(call, head.get(), upstream.timeouts().connect())
          .onComplete((got, refused) -> connected(got, refused, sending));
    } catch (RuntimeException | Error e) {
      thrown(e);
    }
  }

  private void connected(
      @Nullable HttpClientRequest got,
      @Nullable Throwable refused,
      Consumer<HttpClientRequest> sending) {
    if (got == null) {
      fail(Fault.from(Objects.requireNonNull(refused)));
      return;
    }
    if (outcome != null) {
      upstream.pool().unused(got);
      return;
    }
    try {
      connection.carries(got);
      got.exceptionHandler(thrown -> broken(got, thrown));
      got.response().onComplete((head, thrown) -> head(got, head, thrown));
      sending.accept(got);
    } catch (RuntimeException | Error e) {
      thrown(e);
    }
  }

  /** All of the request was sent; unless it was, the connection is not used again. */
  void sent() {
    connection.sent();
    if (response == null) {
      timer.enter(PhaseTimer.Phase.HEADERS);
    }
  }

  private void head(
      HttpClientRequest of, @Nullable HttpClientResponse head, @Nullable Throwable thrown) {
    if (outcome != null) {
      return;
    }
    if (head == null) {
      broken(of, Objects.requireNonNull(thrown));
      return;
    }
    try {
      if (head.statusCode() < 200) {
        throw unasked(head.statusCode());
      }
      response = head;
      attempt.headers(VisibleHeaders.of(head.headers(), this::secrets));
      head.exceptionHandler(broken -> broken(of, broken))
          .handler(this::bytes)
          .endHandler(_ -> end());
      handler.head(head);
    } catch (RuntimeException | Error e) {
      thrown(e);
    }
  }

  /** No answer: nobody asked for another protocol, and what follows is not HTTP. */
  private static Fault unasked(int status) {
    return Fault.of(
        FaultCode.UPSTREAM_ERROR,
        "the provider answered with HTTP %d, which nobody asked for".formatted(status));
  }

  /** What must not be shown of what the upstream says. */
  SecretMask secrets() {
    var request = connection.request();
    if (request == null) {
      return SecretMask.NONE;
    }
    if (mask == null) {
      mask = upstream.secrets(request.headers());
    }
    return mask;
  }

  /** From now on it waits for something else. */
  void enter(PhaseTimer.Phase next) {
    timer.enter(next);
  }

  private void bytes(Buffer bytes) {
    if (outcome != null) {
      return;
    }
    timer.progress();
    try {
      handler.bytes(bytes);
    } catch (RuntimeException | Error e) {
      thrown(e);
    }
  }

  private void end() {
    read = true;
    if (outcome == null) {
      conclude();
    }
  }

  /** All has come and is paid for: who leaves now changes nothing. */
  private void conclude() {
    if (concluded) {
      return;
    }
    concluded = true;
    forget.run();
    guarded(handler::ended);
  }

  /** The answer is there, and waits until somebody starts it. */
  void open(A answer) {
    pause();
    opened.complete(answer);
  }

  /** Somebody reads, who may ask it to wait before it is started. */
  void attend() {
    paused = false;
  }

  /** What came before was handed over; goes on, unless it shall wait or has ended. */
  void start() {
    started = true;
    if (outcome != null) {
      handler.finished(outcome);
    } else if (torn != null) {
      readRest(torn);
    } else if (!paused) {
      resume();
    }
  }

  void pause() {
    timer.pause();
    paused = true;
    if (response != null && torn == null && outcome == null) {
      response.pause();
    }
  }

  void resume() {
    timer.resume();
    paused = false;
    if (response != null && torn == null && outcome == null) {
      response.resume();
    }
  }

  /**
   * The break overtakes what came before it and waits for a slow reader: that is read first, and
   * the reader is not waited for any more.
   */
  private void broken(HttpClientRequest of, Throwable thrown) {
    if (outcome != null || concluded || torn != null || !connection.isCarrying(of)) {
      return;
    }
    boolean isNonsense = isNonsense(thrown);
    if (response == null && !isNonsense && handler.isRepeatable() && connection.dropStale()) {
      reconnect.run();
      return;
    }
    if (isNonsense && !hasOpened()) {
      fail(Fault.of(FaultCode.UPSTREAM_ERROR, "no answer in HTTP: " + thrown.getMessage()));
      return;
    }
    var why = Fault.of(FaultCode.CONNECTION, "the connection broke: " + thrown.getMessage());
    if (response == null) {
      fail(why);
    } else if (!paused) {
      brokenOff(why);
    } else {
      torn = why;
      if (started) {
        readRest(why);
      }
    }
  }

  /** Whether bytes came that are not HTTP. */
  private static boolean isNonsense(Throwable thrown) {
    return thrown instanceof DecoderException || thrown instanceof IllegalArgumentException;
  }

  private void readRest(Fault why) {
    read = true; // nothing comes any more that is not here
    Objects.requireNonNull(response).resume();
    call.loop().timer(A_MOMENT, () -> brokenOff(why));
  }

  /** An answer that had come as a whole, but for its end, is as good as one that has ended. */
  private void brokenOff(Fault why) {
    read = true;
    if (outcome != null) {
      return;
    }
    if (handler.isWhole()) {
      conclude();
    } else {
      guarded(() -> handler.broken(why));
    }
  }

  private void late(String what) {
    abandon(Fault.of(FaultCode.TIMEOUT, what));
  }

  /** Takes a step that nobody else would hear the failure of. */
  void guarded(Runnable step) {
    try {
      step.run();
    } catch (RuntimeException | Error e) {
      thrown(e);
    }
  }

  /**
   * Fails while the upstream is at work: what was sent is paid for, even when nothing has come back
   * of it, and so is what came. An answer that has come as a whole does not fail any more: its last
   * bytes are handed on before its end is known here, and a caller who has counted them may leave
   * in between.
   */
  void abandon(Fault fault) {
    if (concluded || handler.isWhole()) {
      conclude();
    } else {
      fail(fault, handler.owed(connection.request() != null));
    }
  }

  private void thrown(Throwable thrown) {
    if (!(thrown instanceof Fault)) {
      log.error("{}: the exchange cannot go on", attempt.target().deployment(), thrown);
    }
    fail(Fault.from(thrown));
  }

  /** Fails by what the upstream did, or by what it has worked for: what came is paid for. */
  void fail(Fault fault) {
    fail(fault, handler.owed(fault.isAfterAnswer()));
  }

  /** Fails, and what is owed is known. */
  void fail(Fault fault, Usage owed) {
    finish(new Outcome.Failed(secrets().hide(fault).in(attempt.target().deployment()), owed));
  }

  /** Ends it, once: the connection goes back, the attempt is settled, the caller is told. */
  void finish(Outcome how) {
    if (outcome != null) {
      return;
    }
    outcome = how;
    timer.stop();
    forget.run();
    try {
      boolean ends = how instanceof Outcome.Failed || response == null;
      connection.leave(read, ends ? null : response);
      attempt.answering(handler.models());
      attempt.settle(how);
    } finally {
      memory.close();
      stream.close();
      if (!(how instanceof Outcome.Failed(Fault fault, Usage _) && opened.tryFail(fault))) {
        handler.finished(how);
      }
    }
  }
}
