package dev.tutti.resilience.limit;

import dev.tutti.call.Call;
import dev.tutti.call.Caller;
import dev.tutti.chat.ChatRequest;
import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.resilience.limit.Bucket.Demand;
import dev.tutti.resilience.limit.LimitSettings.OnLimit;
import dev.tutti.resilience.limit.RateLimiter.Answer;
import dev.tutti.resilience.limit.RateLimiter.Crowded;
import dev.tutti.resilience.limit.RateLimiter.Granted;
import dev.tutti.resilience.limit.RateLimiter.Level;
import dev.tutti.resilience.limit.RateLimiter.Refused;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The limits that a call meets once, before anybody is asked: those of its user, its key and the
 * model that it names. Thread-safe.
 */
public final class CallLimits {
  private static final ChatRequest NO_MODEL = ChatRequest.builder("none").user("").build();

  private final RateLimiter limiter;
  private final Supplier<LimitSettings> settings;
  private final LimitMeters meters;
  private final WaitQueues queues;
  private final PromptForecast forecast;

  /**
   * @param settings those of the moment
   */
  public CallLimits(RateLimiter limiter, Supplier<LimitSettings> settings, MeterRegistry registry) {
    this(limiter, settings, registry, PromptForecast.USUAL);
  }

  /**
   * @param settings those of the moment
   * @param forecast of prompts
   */
  public CallLimits(
      RateLimiter limiter,
      Supplier<LimitSettings> settings,
      MeterRegistry registry,
      PromptForecast forecast) {
    this.forecast = forecast;
    this.limiter = limiter;
    this.settings = settings;
    this.meters = new LimitMeters(registry);
    this.queues = new WaitQueues(limiter);
    for (var scope : Scope.values()) {
      Gauge.builder("tutti.limits.waiting", queues, all -> all.waiting(scope))
          .description("Calls that wait for their turn at a limit")
          .tag("scope", scope.word())
          .register(registry);
    }
  }

  /** Whether no call of a caller to a model can be too much. */
  public boolean isFree(String model, Caller caller) {
    return caller.allowance().isNone() && settings.get().isFree(model);
  }

  /** The emptiest buckets, at most so many. */
  public List<Level> emptiest(int most) {
    return limiter.emptiest(most);
  }

  /** Levels of the limits of models and of providers. */
  public List<Level> levels() {
    var now = settings.get();
    return Stream.concat(now.models().values().stream(), now.providers().values().stream())
        .flatMap(List::stream)
        .map(limiter::level)
        .toList();
  }

  /** Settings at this moment. */
  public LimitSettings settings() {
    return settings.get();
  }

  /** Number of calls that wait on an account of this kind. */
  public int waiting(Scope scope) {
    return queues.waiting(scope);
  }

  /**
   * Takes what a call needs from every account that it is on, or nothing; waits for it if it is
   * configured so, and if waiting can help. Fails with {@code rate_limited} when it cannot be had,
   * with {@code limit_exceeded} when its prompt is more than an account ever holds, with the reason
   * when the call is cancelled meanwhile. Called and completed on the call's loop.
   *
   * @param model the alias that the caller named
   */
  public Future<Lease> admit(String model, ChatRequest request, Call call) {
    var now = settings.get();
    return admit(now, demands(now, model, request, call.caller()), call);
  }

  /**
   * The same for a call that asks no model: one request and one place of its user and its key, and
   * no tokens.
   */
  public Future<Lease> admit(Call call) {
    var now = settings.get();
    var demands = demands(now, "", NO_MODEL, call.caller());
    demands.removeIf(demand -> demand.bucket().measure() == Measure.TOKENS);
    return admit(now, demands, call);
  }

  private Future<Lease> admit(LimitSettings now, List<Demand> demands, Call call) {
    if (demands.isEmpty()) {
      return Future.succeededFuture(new Lease(demands, limiter, queues::gaveBack));
    }
    var never = Demand.neverGranted(demands);
    if (never.isPresent()) {
      call.headers(LimitHeaders.of(List.of(limiter.level(never.get().bucket()))));
      meters.rejected(never.get().bucket().scope());
      return Future.failedFuture(LimitFaults.never(never.get()));
    }
    var pending = new PendingCall(call, demands, now);
    if (now.onLimit() == OnLimit.WAIT) {
      var contended = queues.contended(demands, call);
      if (contended.isPresent()) {
        return wait(pending, contended.get());
      }
    }
    var reserved = limiter.reserve(demands, call);
    return reserved.succeeded()
        ? decide(pending, reserved.result())
        : reserved.compose(answer -> decide(pending, answer));
  }

  private List<Demand> demands(
      LimitSettings now, String model, ChatRequest request, Caller caller) {
    var demands = new ArrayList<Demand>(6);
    var buckets = new ArrayList<Bucket>(6);
    var user = caller.user().isEmpty() ? request.user().orElse("") : caller.user();
    if (!now.user().isNone() && !user.isEmpty()) {
      var account = escaped(caller.owner()) + '/' + user;
      buckets.addAll(now.user().buckets(Scope.USER, account, "user \"" + user + '"'));
    }
    var key = now.key().or(caller.allowance());
    if (!key.isNone()) {
      var subject = caller.key().isEmpty() ? "callers without a key" : "key " + caller.key();
      buckets.addAll(key.buckets(Scope.KEY, caller.key(), subject));
    }
    buckets.addAll(now.models().getOrDefault(model, List.of()));
    long prompt = forecast.of(model, request);
    buckets.forEach(bucket -> demands.add(bucket.demand(prompt, request.answerForecast())));
    return demands;
  }

  /** An owner's name may hold the slash that ends it here. */
  private static String escaped(String owner) {
    return owner.indexOf('/') < 0 && owner.indexOf('%') < 0
        ? owner
        : URLEncoder.encode(owner, StandardCharsets.UTF_8);
  }

  private Future<Lease> decide(PendingCall pending, Answer answer) {
    return switch (answer) {
      case Granted granted -> Future.succeededFuture(grant(pending, granted.levels()));
      case Refused refused when pending.mayWait(refused.left()) ->
          wait(pending, refused.demand().bucket());
      case Refused refused -> {
        pending.call.headers(LimitHeaders.of(List.of(refused.level())));
        meters.rejected(refused.demand().bucket().scope());
        yield Future.failedFuture(LimitFaults.of(refused));
      }
      case Crowded crowded -> Future.failedFuture(LimitFaults.of(crowded));
    };
  }

  private Future<Lease> wait(PendingCall pending, Bucket bucket) {
    meters.waited(bucket.scope());
    return queues
        .join(pending.call, pending.demands, bucket, pending.longestWait())
        .map(granted -> grant(pending, granted.levels()))
        .onFailure(_ -> refuse(pending, bucket))
        .recover(thrown -> Future.failedFuture(inLine(pending, bucket, thrown)));
  }

  /** A call whose time has passed in line was not too slow: the limit is what it met. */
  private static Throwable inLine(PendingCall pending, Bucket bucket, Throwable thrown) {
    return thrown instanceof Fault fault && fault.code() == FaultCode.DEADLINE_EXCEEDED
        ? LimitFaults.late(bucket, pending.call.elapsed())
        : thrown;
  }

  private void refuse(PendingCall pending, Bucket bucket) {
    if (!pending.call.cancelled()) {
      pending.call.headers(LimitHeaders.of(List.of(limiter.level(bucket))));
      meters.rejected(bucket.scope());
    }
  }

  private Lease grant(PendingCall pending, List<Level> levels) {
    pending.call.headers(LimitHeaders.of(levels));
    meters.granted(pending.demands);
    return new Lease(pending.demands, limiter, queues::gaveBack);
  }

  /** A call, what it needs and by which rules. */
  private record PendingCall(Call call, List<Demand> demands, LimitSettings settings) {
    boolean mayWait(Duration needed) {
      return settings.onLimit() == OnLimit.WAIT && needed.compareTo(longestWait()) <= 0;
    }

    Duration longestWait() {
      var left = call.remaining();
      return settings.longestWait().compareTo(left) < 0 ? settings.longestWait() : left;
    }
  }
}
