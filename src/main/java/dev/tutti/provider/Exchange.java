package dev.tutti.provider;

import dev.tutti.call.Attempt;
import dev.tutti.call.Call;
import dev.tutti.call.ChatStream;
import dev.tutti.chat.ChatRequest;
import dev.tutti.chat.Chunk;
import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.chat.Outcome;
import dev.tutti.chat.Usage;
import dev.tutti.wire.Frame;
import dev.tutti.wire.FrameReader;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One exchange with an upstream, from the pool to the last byte: a state machine confined to the
 * call's loop. It opens when the first substantial chunk has come, and there is one way out of it,
 * {@link #finish}, from wherever it stands.
 */
final class Exchange implements ChatStream {
  private static final int PEEKED = 1_000;
  private static final long CANCEL = 0x8; // HTTP/2's error code; on HTTP/1.1 the connection closes

  private final Call call;
  private final Attempt attempt;
  private final HttpBackend upstream;
  private final boolean streamed;
  private final Adapter.Reader reader;
  private final FrameReader frames;
  private final PhaseTimer timer;
  private final Promise<ChatStream> opened = Promise.promise();
  private final List<Chunk> peeked = new ArrayList<>(2);
  private final Runnable forget;
  private Usage usage = Usage.NONE;
  private @Nullable HttpClientRequest request;
  private @Nullable HttpClientResponse response;
  private boolean bodyRead;
  private @Nullable Sink sink;
  private @Nullable Outcome outcome;

  Exchange(Call call, Attempt attempt, HttpBackend upstream, ChatRequest asked) {
    this.call = call;
    this.attempt = attempt;
    this.upstream = upstream;
    this.streamed = asked.stream();
    this.reader = upstream.adapter().reader(asked);
    this.frames = upstream.adapter().frames();
    this.timer = new PhaseTimer(call, upstream.timeouts(), asked.stream(), this::late);
    this.forget = call.onCancel(() -> fail(call.reason()));
  }

  Future<ChatStream> open(Outgoing outgoing) {
    if (outcome == null) {
      var head =
          new RequestOptions().setMethod(HttpMethod.POST).setURI(upstream.path() + outgoing.path());
      head.putHeader("content-type", "application/json").putHeader("accept-encoding", "identity");
      outgoing.headers().forEach(header -> head.putHeader(header.getKey(), header.getValue()));
      upstream
          .pool()
          .acquire(call, head, upstream.timeouts().connect())
          .onComplete((got, refused) -> send(got, refused, outgoing));
    }
    return opened.future();
  }

  private void send(
      @Nullable HttpClientRequest got, @Nullable Throwable refused, Outgoing outgoing) {
    if (got == null) {
      fail(Fault.from(refused == null ? new IllegalStateException("no connection") : refused));
    } else if (outcome != null) {
      upstream.pool().unused(got);
    } else {
      request = got;
      got.exceptionHandler(this::broken);
      timer.enter(PhaseTimer.Phase.HEADERS);
      got.send(Buffer.buffer(outgoing.body().bytes())).onComplete(this::head);
    }
  }

  private void head(@Nullable HttpClientResponse head, @Nullable Throwable broken) {
    if (outcome != null) {
      return;
    }
    if (head == null) {
      broken(broken == null ? new IllegalStateException("no answer") : broken);
      return;
    }
    response = head;
    attempt.headers(VisibleHeaders.of(head.headers()));
    timer.enter(PhaseTimer.Phase.FIRST_TOKEN);
    head.exceptionHandler(this::broken);
    if (head.statusCode() / 100 != 2) {
      collect(head, UpstreamBody.of(head));
    } else if (UpstreamBody.isStream(head, streamed)) {
      head.handler(this::bytes).endHandler(_ -> guarded(this::bodyEnded));
    } else {
      collect(head, UpstreamBody.of(head));
    }
  }

  /** The body in one piece: an answer, or a refusal. */
  private void collect(HttpClientResponse head, UpstreamBody body) {
    head.handler(
            bytes -> {
              timer.progress();
              guarded(() -> body.add(bytes));
            })
        .endHandler(_ -> whole(head.statusCode(), body));
  }

  private void whole(int status, UpstreamBody body) {
    bodyRead = true;
    if (outcome != null) {
      return;
    }
    if (status / 100 != 2) {
      fail(upstream.adapter().fault(body.refusal(status)));
    } else if (body.isLarge()) {
      var read = new ArrayList<Chunk>(1);
      call.loop()
          .offload(() -> readWhole(body.bytes(), read))
          .onComplete((_, thrown) -> guarded(() -> given(read, thrown)));
    } else {
      guarded(
          () -> {
            reader.whole(body.bytes(), this::take);
            complete();
          });
    }
  }

  private List<Chunk> readWhole(byte[] body, List<Chunk> into) {
    reader.whole(body, into::add);
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
    guarded(
        () -> {
          frames.feed(bytes.getBytes());
          Frame frame;
          while (outcome == null && !reader.done() && (frame = frames.next()) != null) {
            reader.read(frame, this::take);
          }
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
    Frame frame;
    while (!reader.done() && (frame = frames.last()) != null) {
      reader.read(frame, this::take);
    }
    reader.end(this::take);
    complete();
  }

  private void complete() {
    if (outcome == null) {
      openUp();
      finish(new Outcome.Completed(usage));
    }
  }

  private void take(Chunk chunk) {
    usage = usage.max(chunk.usage());
    if (sink != null) {
      sink.chunk(chunk);
      return;
    }
    if (peeked.size() >= PEEKED) {
      throw Fault.of(
          FaultCode.UPSTREAM_ERROR, PEEKED + " frames without content (expected: content)");
    }
    peeked.add(chunk);
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
    peeked.forEach(to::chunk);
    peeked.clear();
    to.flush();
    if (outcome != null) {
      to.end(outcome);
    } else {
      resume();
    }
  }

  @Override
  public void pause() {
    timer.pause();
    if (response != null) {
      response.pause();
    }
  }

  @Override
  public void resume() {
    timer.resume();
    if (response != null) {
      response.resume();
    }
  }

  private void broken(Throwable thrown) {
    if (outcome != null) {
      return;
    }
    if (response == null) {
      fail(Fault.of(FaultCode.CONNECTION, "the connection broke: " + thrown.getMessage()));
    } else {
      guarded(this::ended); // says everything that came, or that it is truncated
    }
  }

  private void late(String what) {
    fail(
        Fault.of(
            call.remaining().isPositive() ? FaultCode.TIMEOUT : FaultCode.DEADLINE_EXCEEDED, what));
  }

  private void guarded(Runnable step) {
    try {
      step.run();
    } catch (RuntimeException e) {
      fail(Fault.from(e));
    }
  }

  /** Who leaves or breaks off pays for what came. */
  private void fail(Fault fault) {
    var spent = usage.isNone() ? reader.spent() : usage;
    finish(new Outcome.Failed(fault.in(attempt.target().deployment()), spent));
  }

  private void finish(Outcome how) {
    if (outcome != null) {
      return;
    }
    outcome = how;
    timer.stop();
    forget.run();
    leave(how);
    attempt.settle(how);
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
      Lingering.drain(call.loop(), request, response);
    }
    upstream.pool().release(request);
  }
}
