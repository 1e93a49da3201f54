package dev.tutti.provider.exchange;

import dev.tutti.call.Attempt;
import dev.tutti.call.BodyMemory;
import dev.tutti.call.Call;
import dev.tutti.call.TraceParent;
import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.chat.Outcome;
import dev.tutti.chat.Usage;
import dev.tutti.wire.client.ClientStream;
import dev.tutti.wire.client.ResponseHead;
import dev.tutti.wire.client.StreamListener;
import io.netty.handler.codec.DecoderException;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.RequestOptions;
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
final class UpstreamExchange<A> implements StreamListener {
  private static final Logger log = LoggerFactory.getLogger(UpstreamExchange.class);

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
  private @Nullable ResponseHead response;
  private @Nullable SecretMask mask;
  private @Nullable Outcome outcome;
  private boolean cut;
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
    this.connection = new ExchangeConnection(call.loop());
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
    var origin = upstream.pool().origin();
    attempt.upstream(origin.host(), origin.port());
    forget = call.onCancel(() -> abandon(call.reason())); // at once, if it was cancelled before
  }

  /**
   * Gets a connection for a request, which somebody sends then: once more when the connection turns
   * out to be stale.
   */
  void connect(Supplier<RequestOptions> head, Consumer<ClientStream> sending) {
    reconnect = () -> connect(head, sending);
    if (outcome != null) {
      return;
    }
    try {
      acquire(traced(head.get())).onComplete((got, refused) -> connected(got, refused, sending));
    } catch (RuntimeException | Error e) {
      thrown(e);
    }
  }

  /** Tells the upstream which trace it works for, where that is wanted (W3C Trace Context). */
  private RequestOptions traced(RequestOptions head) {
    if (call.trace().isPresent() && call.trace().get().isTold()) {
      attempt.span().ifPresent(span -> tell(head, span));
    }
    return head;
  }

  private static void tell(RequestOptions head, TraceParent span) {
    head.putHeader("traceparent", span.header());
    if (!span.state().isEmpty()) {
      head.putHeader("tracestate", span.state());
    }
  }

  private Future<ClientStream> acquire(RequestOptions head) {
    var longest = upstream.timeouts().connect();
    return connection.isAnew()
        ? upstream.pool().acquireNew(call, head, longest)
        : upstream.pool().acquire(call, head, longest);
  }

  private void connected(
      @Nullable ClientStream got, @Nullable Throwable refused, Consumer<ClientStream> sending) {
    if (got == null) {
      fail(Fault.from(Objects.requireNonNull(refused)));
      return;
    }
    if (outcome != null) {
      got.leave();
      return;
    }
    try {
      connection.carries(got);
      got.listen(this);
      sending.accept(got);
    } catch (RuntimeException | Error e) {
      thrown(e);
    }
  }

  /** Bytes of the request's body are sent. */
  void sending(int bytes) {
    attempt.transferred(bytes);
  }

  /** All of the request was sent; unless it was, the connection is not used again. */
  void sent() {
    connection.sent();
    if (response == null) {
      timer.enter(PhaseTimer.Phase.HEADERS);
    }
  }

  @Override
  public void head(ResponseHead head) {
    if (outcome != null) {
      return;
    }
    try {
      if (head.status() < 200) {
        throw unasked(head.status());
      }
      response = head;
      attempt.status(head.status());
      attempt.headers(VisibleHeaders.of(head.headers(), this::secrets));
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
    var request = connection.stream();
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

  @Override
  public void bytes(Buffer bytes) {
    if (outcome != null) {
      return;
    }
    timer.progress();
    attempt.transferred(bytes.length());
    try {
      handler.bytes(bytes);
    } catch (RuntimeException | Error e) {
      thrown(e);
    }
  }

  @Override
  public void ended() {
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
    } else if (cut || !paused) {
      resume();
    }
  }

  void pause() {
    timer.pause();
    paused = true;
    var reading = connection.stream();
    if (response != null && outcome == null && reading != null && !(cut && started)) {
      reading.pause();
    }
  }

  void resume() {
    timer.resume();
    paused = false;
    var reading = connection.stream();
    if (response != null && outcome == null && reading != null) {
      reading.resume();
    }
  }

  /** What has come is read, then the break; a reader who is slow is not waited for any more. */
  @Override
  public void cut() {
    cut = true;
    if (started) {
      resume();
    }
  }

  @Override
  public void broken(Throwable thrown) {
    if (outcome != null || concluded) {
      return;
    }
    boolean isNonsense = isNonsense(thrown);
    if (response == null && !isNonsense && handler.isRepeatable() && connection.dropStale()) {
      attempt.repeated();
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
    } else {
      brokenOff(why);
    }
  }

  /** Whether bytes came that are not HTTP. */
  private static boolean isNonsense(Throwable thrown) {
    return thrown instanceof DecoderException || thrown instanceof IllegalArgumentException;
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
      fail(fault, handler.owed(connection.stream() != null));
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
      connection.leave(how instanceof Outcome.Completed && response != null && !read);
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
