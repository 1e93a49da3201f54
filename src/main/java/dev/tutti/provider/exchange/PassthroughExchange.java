package dev.tutti.provider.exchange;

import dev.tutti.call.Attempt;
import dev.tutti.call.BodyMemory;
import dev.tutti.call.Call;
import dev.tutti.call.PassthroughAnswer;
import dev.tutti.call.PassthroughRequest;
import dev.tutti.call.PassthroughRequest.Upload;
import dev.tutti.call.PassthroughRequest.Whole;
import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.chat.Outcome;
import dev.tutti.chat.Usage;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One exchange that is relayed: the bytes go through as they are, both ways, each side no faster
 * than the other takes them. A state machine confined to the call's loop; it opens with the
 * upstream's head, and there is one way out of it, {@link #finish}.
 */
final class PassthroughExchange implements PassthroughAnswer {
  private static final Logger log = LoggerFactory.getLogger(PassthroughExchange.class);
  private static final long CANCEL = 0x8; // HTTP/2's error code; on HTTP/1.1 the connection closes

  private final Call call;
  private final Attempt attempt;
  private final HttpBackend upstream;
  private final PassthroughRequest asked;
  private final PhaseTimer timer;
  private final PassthroughDebt owed;
  private final Promise<PassthroughAnswer> opened = Promise.promise();
  private Runnable forget = () -> {};
  private @Nullable HttpClientRequest request;
  private @Nullable HttpClientResponse response;
  private @Nullable PassthroughUsage usage;
  private @Nullable RefusalBody refusal;
  private final BodyMemory.Lease memory;
  private final StreamMemory stream;
  private boolean sent;
  private boolean read;
  private boolean concluded;
  private SecretMask mask = SecretMask.NONE;
  private MaskedBytes masked = MaskedBytes.NONE;
  private @Nullable Buffer shown;
  private @Nullable Sink sink;
  private @Nullable Outcome outcome;

  PassthroughExchange(Call call, Attempt attempt, HttpBackend upstream, PassthroughRequest asked) {
    this.call = call;
    this.attempt = attempt;
    this.upstream = upstream;
    this.asked = asked;
    this.memory = upstream.pool().memory().lease();
    this.owed = new PassthroughDebt(asked, memory);
    this.stream = new StreamMemory(upstream.pool().memory());
    this.timer =
        new PhaseTimer(call.loop(), upstream.timeouts(), asked.facts().stream(), this::late);
  }

  /** Asks; fails with a {@link Fault}, and settles the attempt whatever happens. */
  Future<PassthroughAnswer> open() {
    forget = call.onCancel(() -> abandon(call.reason())); // at once, if it was cancelled before
    if (outcome == null) {
      upstream
          .pool()
          .acquire(call, upstream.head(asked), upstream.timeouts().connect())
          .onComplete((got, refused) -> guarded(() -> send(got, refused)));
    }
    return opened.future();
  }

  private void send(@Nullable HttpClientRequest got, @Nullable Throwable refused) {
    if (got == null) {
      fail(Fault.from(Objects.requireNonNull(refused)));
      return;
    }
    if (outcome != null) {
      upstream.pool().unused(got);
      return;
    }
    request = got;
    got.exceptionHandler(this::broken);
    got.response().onComplete((head, thrown) -> guarded(() -> head(head, thrown)));
    switch (asked.body()) {
      case Whole whole -> {
        got.end(Buffer.buffer(whole.bytes()));
        sent();
      }
      case Upload upload -> upload(upload, got);
    }
  }

  private void upload(Upload upload, HttpClientRequest to) {
    if (upload.length() < 0) {
      to.setChunked(true);
    } else {
      to.putHeader("content-length", Long.toString(upload.length()));
    }
    upload
        .bytes()
        .exceptionHandler(_ -> abandon(Fault.of(FaultCode.CANCELLED, "the caller broke off")))
        .endHandler(
            _ -> {
              if (outcome == null) {
                to.end();
                sent();
              }
            })
        .handler(
            bytes -> {
              owed.uploaded(bytes);
              if (owed.bytes() > upload.most()) {
                abandon(PassthroughRequest.tooLarge(upload.most()));
              } else if (outcome == null) {
                to.write(bytes);
                yieldTo(upload, to);
              }
            });
    upload.bytes().resume();
  }

  private static void yieldTo(Upload upload, HttpClientRequest to) {
    if (to.writeQueueFull()) {
      upload.bytes().pause();
      to.drainHandler(_ -> upload.bytes().resume());
    }
  }

  private void sent() {
    sent = true;
    if (response == null) {
      timer.enter(PhaseTimer.Phase.HEADERS);
    }
  }

  private void head(@Nullable HttpClientResponse head, @Nullable Throwable thrown) {
    if (outcome != null) {
      return;
    }
    if (head == null) {
      broken(Objects.requireNonNull(thrown));
      return;
    }
    if (head.statusCode() < 200) {
      fail(unasked(head.statusCode()));
      return;
    }
    response = head;
    mask = upstream.secrets(Objects.requireNonNull(request).headers());
    attempt.headers(VisibleHeaders.of(head.headers(), () -> mask));
    timer.enter(PhaseTimer.Phase.IDLE);
    usage = new PassthroughUsage(head.headers(), memory, stream);
    refusal = head.statusCode() >= 400 ? new RefusalBody(head, memory) : null;
    masked = mask.of(head.headers());
    head.exceptionHandler(this::broken)
        .handler(bytes -> guarded(() -> bytes(bytes)))
        .endHandler(_ -> guarded(this::ended));
    if (refusal == null) {
      head.pause();
      opened.complete(this);
    }
  }

  /** No answer: nobody asked for another protocol, and what follows is not HTTP. */
  private static Fault unasked(int status) {
    return Fault.of(
        FaultCode.UPSTREAM_ERROR,
        "the provider answered with HTTP %d, which nobody asked for".formatted(status));
  }

  /** What the upstream says of our own credentials is none of the caller's. */
  private boolean refusesUs() {
    return response != null && (response.statusCode() == 401 || response.statusCode() == 403);
  }

  private void bytes(Buffer bytes) {
    if (outcome != null) {
      return;
    }
    timer.progress();
    if (refusal != null) {
      refusal.add(bytes);
      return;
    }
    if (usage != null) {
      usage.hear(bytes);
    }
    if (sink != null) {
      masked.next(bytes, sink);
    }
  }

  private void ended() {
    read = true;
    conclude();
  }

  /** Accounts for an answer that has come as a whole: who leaves now has got all of it. */
  private void conclude() {
    if (concluded) {
      return;
    }
    concluded = true;
    forget.run();
    if (refusal != null) {
      refused(refusal);
    } else if (usage != null && usage.isLarge()) {
      var large = usage;
      call.loop()
          .offload(
              () -> {
                large.end();
                return large;
              })
          .onComplete((_, _) -> complete(large));
    } else if (usage != null) {
      usage.end();
      complete(usage);
    }
  }

  private void complete(PassthroughUsage heard) {
    finish(
        new Outcome.Completed(head().statusCode() / 100 == 2 ? owed.of(heard) : heard.reported()));
  }

  /** A refusal is shown without secrets, once it has come to its end; what is coded cannot be. */
  private void refused(RefusalBody body) {
    var fault = upstream.fault(body.refusal(), mask);
    if (!refusesUs() && head().getHeader("content-encoding") == null) {
      shown = body.masked(mask);
      opened.complete(this);
    }
    fail(fault);
  }

  @Override
  public int status() {
    return head().statusCode();
  }

  @Override
  public MultiMap headers() {
    var headers = MultiMap.caseInsensitiveMultiMap();
    head().headers().forEach((name, value) -> headers.add(name, mask.hide(value)));
    if (shown != null && refusal != null && shown.length() != refusal.length()) {
      headers.remove("content-length");
    }
    return headers;
  }

  private HttpClientResponse head() {
    return Objects.requireNonNull(response, "it has not opened");
  }

  @Override
  public void start(Sink to) {
    sink = to;
    if (shown != null) {
      to.bytes(shown);
    }
    if (outcome != null) {
      to.end(isWhole());
    } else {
      resume();
    }
  }

  @Override
  public void pause() {
    timer.pause();
    head().pause();
  }

  @Override
  public void resume() {
    timer.resume();
    head().resume();
  }

  private void broken(Throwable thrown) {
    unlessWhole(
        () -> fail(Fault.of(FaultCode.CONNECTION, "the connection broke: " + thrown.getMessage())));
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
      log.error("{}: the answer cannot be relayed", attempt.target().deployment(), e);
      fail(Fault.from(e));
    }
  }

  /** Fails while the upstream is at work: what was sent is paid for, and so is what came. */
  private void abandon(Fault fault) {
    unlessWhole(() -> fail(fault, spent(request != null)));
  }

  /**
   * The last bytes of an answer are handed on before its end is known here, and a caller who has
   * counted them may leave in between: then the end, whatever it is, does not matter any more.
   */
  private void unlessWhole(Runnable failure) {
    if (refusal == null && isWhole()) {
      conclude();
    } else {
      failure.run();
    }
  }

  /** Whether all of the body has come. */
  private boolean isWhole() {
    return read || (usage != null && usage.isWhole());
  }

  /** Fails by what the upstream did: what came is paid for. */
  private void fail(Fault fault) {
    fail(fault, spent(false));
  }

  /**
   * What an answer that broke off has used.
   *
   * @param working whether the upstream was at work, so that what was sent is paid for, too
   */
  private Usage spent(boolean working) {
    if (refusal != null) {
      return Usage.NONE;
    }
    if (usage != null) {
      usage.breakOff();
    }
    return working || (usage != null && usage.hasSpoken()) ? owed.soFar(usage) : Usage.NONE;
  }

  private void fail(Fault fault, Usage spent) {
    finish(new Outcome.Failed(fault.in(attempt.target().deployment()), spent));
  }

  private void finish(Outcome how) {
    if (outcome != null) {
      return;
    }
    outcome = how;
    attempt.answering(
        Stream.concat(
                usage == null ? Stream.empty() : usage.model().stream(), owed.model().stream())
            .toList());
    timer.stop();
    forget.run();
    try {
      leave();
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
      masked.end(sink);
      sink.end(isWhole());
    }
  }

  /** Gives the connection back, closed when something was left unsaid on either side. */
  private void leave() {
    if (request != null) {
      if (!sent || !isWhole()) {
        request.reset(CANCEL);
      } else if (!read) {
        BodyDrain.drain(call.loop(), request, head());
      }
      upstream.pool().release(request);
    }
  }
}
