package dev.tutti.routing.reuse;

import dev.tutti.call.Call;
import dev.tutti.call.ChatModel;
import dev.tutti.call.ChatStream;
import dev.tutti.chat.ChatRequest;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The upstream calls that can be joined by callers who ask the same. It outlives a reload.
 * Thread-safe.
 */
public final class SharedCalls {
  private static final int MOST = 1_000;
  private static final long MOST_BYTES = 128 << 20;

  private final ConcurrentHashMap<RequestKey, SharedCall> running = new ConcurrentHashMap<>();
  private final AtomicLong held = new AtomicLong();
  private final Counter leaders;
  private final Counter followers;
  private final Counter slow;

  /** Counts into a registry. */
  public SharedCalls(MeterRegistry registry) {
    this.leaders = counter(registry, "leader");
    this.followers = counter(registry, "follower");
    this.slow = Counter.builder("tutti.coalesced.too.slow").register(registry);
    Gauge.builder("tutti.coalesced.running", this, SharedCalls::running).register(registry);
    Gauge.builder("tutti.coalesced.held", this, SharedCalls::held)
        .baseUnit("bytes")
        .register(registry);
  }

  private static Counter counter(MeterRegistry registry, String role) {
    return Counter.builder("tutti.coalesced.calls").tag("role", role).register(registry);
  }

  /** The number of calls that can be joined now. */
  int running() {
    return running.size();
  }

  /** About how many bytes of answers are held for those who have not read them yet. */
  long held() {
    return held.get();
  }

  /** Joins the call under a key, or begins it. Called and completed on the call's loop. */
  Future<ChatStream> open(RequestKey key, ChatModel model, ChatRequest request, Call call) {
    var known = running.get(key);
    if (known == null) {
      if (running.size() >= MOST) {
        return model.open(request, call);
      }
      var made = new SharedCall(this, key, call);
      known = running.putIfAbsent(key, made);
      if (known == null) {
        return lead(made, model, request, call);
      }
    }
    call.coalesced(true);
    return new Follower(known, call, () -> missed(key, model, request, call)).join();
  }

  /** The call that was joined was over by then. */
  private Future<ChatStream> missed(
      RequestKey key, ChatModel model, ChatRequest request, Call call) {
    call.coalesced(false);
    return open(key, model, request, call);
  }

  private Future<ChatStream> lead(
      SharedCall shared, ChatModel model, ChatRequest request, Call call) {
    call.attemptsEnd(shared.end());
    var opened = new Follower(shared, call, () -> model.open(request, call)).join();
    shared.begin(model, request);
    return opened;
  }

  /** Lets nobody join any more. */
  void close(RequestKey key, SharedCall shared) {
    running.remove(key, shared);
  }

  /** Takes or gives back room for bytes that are held. */
  void hold(long more) {
    held.addAndGet(more);
  }

  /** Whether there is no room left. */
  boolean isCrowded() {
    return held.get() > MOST_BYTES;
  }

  void countLeader() {
    leaders.increment();
  }

  void countFollower() {
    followers.increment();
  }

  void countSlow() {
    slow.increment();
  }
}
