package dev.tutti.provider.exchange;

import dev.tutti.call.Attempt;
import dev.tutti.call.BodyMemory;
import dev.tutti.call.Call;
import dev.tutti.call.ChatStream;
import dev.tutti.chat.ChatRequest;
import dev.tutti.chat.Chunk;
import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.chat.Operation;
import dev.tutti.chat.Outcome;
import dev.tutti.chat.Usage;
import dev.tutti.provider.openai.PeekedChunks;
import dev.tutti.provider.spi.Adapter;
import dev.tutti.provider.spi.UpstreamRequest;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One exchange with an upstream, from the pool to the last byte: a state machine confined to the
 * call's loop. It opens when the first substantial chunk has come, and there is one way out of it,
 * {@link #finish}, from wherever it stands.
 */
final class UpstreamExchange implements ChatStream {
  private static final Logger log = LoggerFactory.getLogger(UpstreamExchange.class);
  private static final Duration A_MOMENT = Duration.ofMillis(1);
  private static final long CANCEL = 0x8; // HTTP/2's error code; on HTTP/1.1 the connection closes

  private final Call call;
  private final Attempt attempt;
  private final HttpBackend upstream;
  private final Adapter adapter;
  private final ExchangeDebt owed;
  private final boolean streamed;
  private final Adapter.Reader reader;
  private final StreamBody stream;
  private final PhaseTimer timer;
  private final Operation operation;
  private final BodyMemory.Lease memory;
  private final Promise<ChatStream> opened = Promise.promise();
  private final PeekedChunks peeked = new PeekedChunks();
  private Runnable forget = () -> {};
  private @Nullable HttpClientRequest request;
  private @Nullable HttpClientResponse response;
  private @Nullable SecretMask mask;
  private @Nullable UpstreamBody body;
  private boolean bodyRead;
  private boolean paused;
  private boolean torn;
  private long received;
  private @Nullable Sink sink;
  private @Nullable Outcome outcome;

  UpstreamExchange(Call call, Attempt attempt, HttpBackend upstream, ChatRequest asked) {
    this.call = call;
    this.attempt = attempt;
    this.upstream = upstream;
    this.streamed = asked.stream();
    this.adapter = upstream.adapter();
    this.reader = adapter.reader(asked);
    this.owed = new ExchangeDebt(asked, reader);
    this.operation = asked.operation();
    var bodies = upstream.pool().memory();
    this.memory = bodies.lease();
    this.stream = new StreamBody(adapter.frames(), reader, new StreamMemory(bodies));
    this.timer = new PhaseTimer(call.loop(), upstream.timeouts(), asked.stream(), this::late);
  }

  /** Asks; fails like every model, and settles the attempt whatever happens. */
  Future<ChatStream> open(ChatRequest asked) {
    forget = call.onCancel(() -> abandon(call.reason())); // at once, if it was cancelled before
    if (outcome == null) {
      upstream.outgoing(asked, call, attempt.target()).onComplete(this::ask);
    }
    return opened.future();
  }

  private void ask(@Nullable UpstreamRequest outgoing, @Nullable Throwable refused) {
    if (outcome != null) {
      return;
    }
    if (outgoing != null) {
      guarded(() -> connect(outgoing));
      return;
    }
    if (!(refused instanceof Fault)) {
      log.error("{}: the request cannot be written", attempt.target().deployment(), refused);
    }
    finish(new Outcome.Failed(Fault.from(Objects.requireNonNull(refused)), Usage.NONE));
  }

  private void connect(UpstreamRequest outgoing) {
    upstream
        .pool()
        .acquire(call, upstream.head(outgoing), upstream.timeouts().connect())
        .onComplete((got, refused) -> guarded(() -> send(got, refused, outgoing)));
  }

  private void send(
      @Nullable HttpClientRequest got, @Nullable Throwable refused, UpstreamRequest outgoing) {
    if (got == null) {
      fail(Fault.from(Objects.requireNonNull(refused)));
    } else if (outcome != null) {
      upstream.pool().unused(got);
    } else {
      request = got;
      got.exceptionHandler(this::broken);
      timer.enter(PhaseTimer.Phase.HEADERS);
      got.send(Buffer.buffer(outgoing.body().bytes()))
          .onComplete((head, thrown) -> guarded(() -> head(head, thrown)));
    }
  }

  private void head(@Nullable HttpClientResponse head, @Nullable Throwable broken) {
    if (outcome != null) {
      return;
    }
    if (head == null) {
      broken(Objects.requireNonNull(broken));
      return;
    }
    response = head;
    attempt.headers(VisibleHeaders.of(head.headers(), this::secrets));
    timer.enter(PhaseTimer.Phase.FIRST_TOKEN);
    head.exceptionHandler(this::broken);
    if (UpstreamBody.isStream(head, streamed)) {
      head.handler(this::bytes).endHandler(_ -> guarded(this::bodyEnded));
    } else {
      collect(head, UpstreamBody.of(head, operation, memory));
    }
  }

  private SecretMask secrets() {
    if (request == null) {
      return SecretMask.NONE;
    }
    if (mask == null) {
      mask = upstream.secrets(request.headers());
    }
    return mask;
  }

  /** The body in one piece: an answer, or a refusal. */
  private void collect(HttpClientResponse head, UpstreamBody whole) {
    body = whole;
    head.handler(
            bytes -> {
              timer.progress();
              add(whole, bytes);
            })
        .endHandler(
            _ -> {
              bodyRead = true;
              guarded(() -> whole(whole));
            });
  }

  /** An answer that is too long is paid for; nobody reads it. */
  private void add(UpstreamBody whole, Buffer bytes) {
    try {
      whole.add(bytes);
    } catch (Fault tooLong) {
      fail(tooLong, whole.isRefusal() ? owed.spent() : owed.expected());
    }
  }

  private void whole(UpstreamBody whole) {
    if (outcome != null) {
      return;
    }
    if (whole.isRefusal()) {
      fail(upstream.fault(whole.refusal(), secrets()));
    } else if (streamed && whole.isFramed()) {
      bytes(Buffer.buffer(whole.bytes()));
      ended();
    } else if (whole.isLarge()) {
      var read = new ArrayList<Chunk>(1);
      call.loop()
          .offload(() -> readWhole(whole, read))
          .onComplete((_, thrown) -> guarded(() -> given(read, thrown)));
    } else {
      reader.whole(whole.bytes(), this::take);
      complete();
    }
  }

  private List<Chunk> readWhole(UpstreamBody whole, List<Chunk> into) {
    reader.whole(whole.bytes(), whole::takeTree, into::add);
    return into;
  }

  private void given(List<Chunk> chunks, @Nullable Throwable thrown) {
    if (thrown != null) {
      throw Fault.from(thrown);
    }
    chunks.forEach(this::take);
    complete();
  }

  private void bytes(Buffer bytes) {
    if (outcome != null) {
      return;
    }
    timer.progress();
    received += bytes.length();
    guarded(
        () -> {
          stream.read(bytes.getBytes(), this::take, () -> outcome != null);
          if (reader.done()) {
            ended();
          } else if (sink != null && outcome == null) {
            sink.flush();
          }
        });
  }

  private void bodyEnded() {
    bodyRead = true;
    ended();
  }

  private void ended() {
    if (outcome != null) {
      return;
    }
    stream.end(this::take);
    complete();
  }

  private void complete() {
    if (outcome == null) {
      openUp();
      finish(new Outcome.Completed(owed.reported()));
    }
  }

  private void take(Chunk chunk) {
    owed.take(chunk);
    if (sink != null) {
      sink.chunk(chunk);
      return;
    }
    peeked.add(chunk, received);
    if (chunk.substantial()) {
      openUp();
    }
  }

  /** Content is here: from now on the caller has something to lose. */
  private void openUp() {
    if (opened.future().isComplete()) {
      return;
    }
    attempt.firstToken();
    timer.enter(PhaseTimer.Phase.IDLE);
    pause();
    opened.complete(this);
  }

  @Override
  public void start(Sink to) {
    sink = to;
    paused = false;
    peeked.handOver(to);
    to.flush(); // which may pause
    if (outcome != null) {
      to.end(outcome);
    } else if (!paused) {
      resume();
    }
  }

  @Override
  public void pause() {
    timer.pause();
    paused = true;
    if (response != null && !torn) {
      response.pause();
    }
  }

  @Override
  public void resume() {
    timer.resume();
    paused = false;
    if (response != null) {
      response.resume();
    }
  }

  /** The break overtakes what came before it and waits for a slow reader: that is read first. */
  private void broken(Throwable thrown) {
    if (outcome != null || torn) {
      return;
    }
    bodyRead = true;
    if (UpstreamBody.isNonsense(thrown) && !opened.future().isComplete()) {
      fail(Fault.of(FaultCode.UPSTREAM_ERROR, "no answer in HTTP: " + thrown.getMessage()));
    } else if (response == null) {
      fail(Fault.of(FaultCode.CONNECTION, "the connection broke: " + thrown.getMessage()));
    } else if (paused) {
      torn = true;
      response.resume();
      call.loop().timer(A_MOMENT, () -> guarded(this::brokenOff));
    } else {
      guarded(this::brokenOff);
    }
  }

  /** Says everything that came, or that it is truncated. */
  private void brokenOff() {
    if (body != null && body.isRefusal()) {
      whole(body);
    } else {
      ended();
    }
  }

  private void late(String what) {
    abandon(Fault.of(FaultCode.TIMEOUT, what));
  }

  private void guarded(Runnable step) {
    try {
      step.run();
    } catch (Fault e) {
      fail(e);
    } catch (RuntimeException | Error e) {
      log.error("{}: the answer cannot be read", attempt.target().deployment(), e);
      fail(Fault.from(e));
    }
  }

  /**
   * Fails while the upstream is at work: what was sent is paid for, even when nothing has come back
   * of it, and so is what came.
   */
  private void abandon(Fault fault) {
    fail(fault, request == null ? owed.spent() : owed.atLeastPrompt());
  }

  /** Fails by what the upstream did, or by what it has worked for: what came is paid for. */
  private void fail(Fault fault) {
    fail(fault, fault.isAfterAnswer() ? owed.atLeastPrompt() : owed.spent());
  }

  private void fail(Fault fault, Usage spent) {
    finish(new Outcome.Failed(secrets().hide(fault).in(attempt.target().deployment()), spent));
  }

  private void finish(Outcome how) {
    if (outcome != null) {
      return;
    }
    outcome = how;
    timer.stop();
    forget.run();
    try {
      leave(how);
      attempt.settle(how);
    } finally {
      memory.close();
      stream.close();
      tell(how);
    }
  }

  private void tell(Outcome how) {
    if (how instanceof Outcome.Failed(Fault fault, Usage _) && opened.tryFail(fault)) {
      return;
    }
    if (sink != null) {
      sink.end(how);
    }
  }

  /** Gives the connection back: whole when the body was read to its end, closed otherwise. */
  private void leave(Outcome how) {
    if (request == null) {
      return;
    }
    if (how instanceof Outcome.Failed && !bodyRead) {
      request.reset(CANCEL);
    } else if (response != null && !bodyRead) {
      BodyDrain.drain(call.loop(), request, response);
    }
    upstream.pool().release(request);
  }
}
