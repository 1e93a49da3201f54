package dev.tutti.provider.exchange;

import dev.tutti.call.Attempt;
import dev.tutti.call.Call;
import dev.tutti.call.PassthroughAnswer;
import dev.tutti.call.PassthroughRequest;
import dev.tutti.call.PassthroughRequest.Upload;
import dev.tutti.call.PassthroughRequest.Whole;
import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.chat.Outcome;
import dev.tutti.chat.Usage;
import dev.tutti.wire.client.ClientStream;
import dev.tutti.wire.client.ResponseHead;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Exchange that is relayed: the bytes go through as they are, both ways, each side no faster than
 * the other takes them. It opens with the upstream's head. Confined to the call's loop.
 */
final class PassthroughExchange implements PassthroughAnswer, ExchangeHandler {
  private final Call call;
  private final HttpBackend upstream;
  private final PassthroughRequest asked;
  private final UpstreamExchange<PassthroughAnswer> exchange;
  private final PassthroughDebt debt;
  private @Nullable ResponseHead response;
  private @Nullable PassthroughUsage usage;
  private @Nullable RefusalBody refusal;
  private boolean ended;
  private MaskedBytes masked = MaskedBytes.NONE;
  private @Nullable Buffer shown;
  private @Nullable Sink sink;

  PassthroughExchange(Call call, Attempt attempt, HttpBackend upstream, PassthroughRequest asked) {
    this.call = call;
    this.upstream = upstream;
    this.asked = asked;
    this.exchange = new UpstreamExchange<>(call, attempt, upstream, asked.facts().stream(), this);
    this.debt = new PassthroughDebt(asked, exchange.memory());
  }

  /** Asks; fails with a {@link Fault}, and settles the attempt whatever happens. */
  Future<PassthroughAnswer> open() {
    exchange.begin();
    exchange.connect(() -> upstream.head(asked), this::send);
    return exchange.opened();
  }

  private void send(ClientStream to) {
    switch (asked.body()) {
      case Whole whole -> {
        exchange.sending(whole.bytes().length);
        to.send(Buffer.buffer(whole.bytes()));
        exchange.sent();
      }
      case Upload upload -> upload(upload, to);
    }
  }

  private void upload(Upload upload, ClientStream to) {
    to.begin(upload.length());
    var from = upload.bytes();
    to.onDrain(from::resume);
    from.exceptionHandler(
            _ -> exchange.abandon(Fault.of(FaultCode.CANCELLED, "the caller broke off")))
        .endHandler(_ -> uploaded(to))
        .handler(bytes -> next(bytes, upload, to));
    from.resume();
  }

  private void uploaded(ClientStream to) {
    if (!exchange.isOver()) {
      to.end();
      exchange.sent();
    }
  }

  private void next(Buffer bytes, Upload upload, ClientStream to) {
    debt.uploaded(bytes);
    if (debt.bytes() > upload.most()) {
      exchange.abandon(PassthroughRequest.tooLarge(upload.most()));
    } else if (!exchange.isOver()) {
      exchange.sending(bytes.length());
      to.write(bytes);
      if (to.isFull()) {
        upload.bytes().pause();
      }
    }
  }

  @Override
  public boolean isRepeatable() {
    return asked.body() instanceof Whole;
  }

  @Override
  public void head(ResponseHead head) {
    response = head;
    exchange.enter(PhaseTimer.Phase.IDLE);
    usage = new PassthroughUsage(head.headers(), exchange.memory(), exchange.stream());
    masked = exchange.secrets().of(head.headers());
    if (head.status() >= 400) {
      refusal = new RefusalBody(head, exchange.memory());
    } else {
      exchange.open(this);
    }
  }

  /** What the upstream says of our own credentials is none of the caller's. */
  private boolean refusesUs() {
    return status() == 401 || status() == 403;
  }

  @Override
  public void bytes(Buffer bytes) {
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

  @Override
  public void ended() {
    ended = true;
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
    exchange.finish(new Outcome.Completed(status() / 100 == 2 ? debt.of(heard) : heard.reported()));
  }

  /** A refusal is shown without secrets, once it has come to its end; what is coded cannot be. */
  private void refused(RefusalBody body) {
    var fault = upstream.fault(body.refusal(), exchange.secrets());
    if (!refusesUs() && head().header("content-encoding") == null) {
      shown = body.masked(exchange.secrets());
      exchange.open(this);
    }
    exchange.fail(fault);
  }

  @Override
  public int status() {
    return head().status();
  }

  @Override
  public MultiMap headers() {
    var mask = exchange.secrets();
    var headers = MultiMap.caseInsensitiveMultiMap();
    head().headers().forEach((name, value) -> headers.add(name, mask.hide(value)));
    if (shown != null && refusal != null && shown.length() != refusal.length()) {
      headers.remove("content-length");
    }
    return headers;
  }

  private ResponseHead head() {
    return Objects.requireNonNull(response, "it has not opened");
  }

  @Override
  public void start(Sink to) {
    sink = to;
    exchange.attend();
    if (shown != null) {
      to.bytes(shown);
    }
    exchange.start();
  }

  @Override
  public void pause() {
    exchange.pause();
  }

  @Override
  public void resume() {
    exchange.resume();
  }

  /** A refusal is one even when it is cut, but nobody is shown it. */
  @Override
  public void broken(Fault why) {
    exchange.fail(refusal == null ? why : upstream.fault(refusal.refusal(), exchange.secrets()));
  }

  @Override
  public boolean isWhole() {
    return refusal == null && usage != null && usage.isWhole();
  }

  @Override
  public Usage owed(boolean working) {
    if (refusal != null) {
      return Usage.NONE;
    }
    if (usage != null) {
      usage.breakOff();
    }
    return working || (usage != null && usage.hasSpoken()) ? debt.soFar(usage) : Usage.NONE;
  }

  @Override
  public List<String> models() {
    var named = usage == null ? Optional.<String>empty() : usage.model();
    return Stream.concat(named.stream(), debt.model().stream()).toList();
  }

  @Override
  public void finished(Outcome how) {
    if (sink != null) {
      masked.end(sink);
      sink.end(ended);
    }
  }
}
