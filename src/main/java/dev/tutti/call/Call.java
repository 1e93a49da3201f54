package dev.tutti.call;

import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.chat.Usage;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * One caller's call: who calls, until when, on which loop, and its attempts. Confined to its loop,
 * except {@link #cancel}.
 */
public final class Call {
  private final String id;
  private Caller caller;
  private final Loop loop;
  private final long began;
  private final List<Runnable> cancels = new ArrayList<>(4);
  private long deadline;
  private final CallProgress progress = new CallProgress();
  private Sharing sharing = Sharing.BY_REQUEST;
  private BodyMemory.Lease memory = BodyMemory.UNBOUNDED.lease();
  private boolean live;
  private boolean coalesced;
  private @Nullable Degradation degraded;
  private CacheControl cacheControl = CacheControl.NONE;
  private @Nullable CacheUse cacheUse;
  private List<Map.Entry<String, String>> headers = List.of();
  private List<Map.Entry<String, String>> answerer = List.of();
  private SkillRevision skill = SkillRevision.NONE;
  private @Nullable Trace trace;
  private @Nullable CallSubject subject;
  private final AtomicInteger numbers;
  private final CallTail tail = new CallTail();
  private @Nullable Fault cancelled;
  private @Nullable Duration total;

  /** Begins a call that must end within {@code total}. */
  public Call(String id, Caller caller, Loop loop, Duration total) {
    this(id, caller, loop, total, new AtomicInteger());
  }

  private Call(String id, Caller caller, Loop loop, Duration total, AtomicInteger numbers) {
    this.id = id;
    this.caller = caller;
    this.loop = loop;
    this.began = loop.nanos();
    this.deadline = began + total.toNanos();
    this.numbers = numbers;
  }

  /** A call within this one, whose attempts are numbered with its own. Any thread. */
  public Call part(Duration time) {
    var part = new Call(id, caller, loop, time, numbers);
    part.trace = trace;
    part.tail.join(tail);
    return part;
  }

  /** Adds to this one what a part of it has come to. */
  void absorb(Call part) {
    progress.absorb(part);
    if (!part.headers.isEmpty()) {
      headers = part.headers;
    }
    part.total = part.elapsed();
  }

  /** Adds a part that has not brought the answer nearer, such as a question's vector. */
  public void besides(Call part) {
    progress.besides(part);
    part.total = part.elapsed();
  }

  CallProgress progress() {
    return progress;
  }

  /** The request id that callers see as {@code x-tutti-request-id}. */
  public String id() {
    return id;
  }

  /** On whose behalf. */
  public Caller caller() {
    return caller;
  }

  /** Notes on whose behalf, where only the request's body says. */
  public void caller(Caller other) {
    caller = other;
  }

  /** The loop that everything about this call runs on. */
  public Loop loop() {
    return loop;
  }

  /** Share of its request in the memory for bodies, until its answer has ended. */
  public BodyMemory.Lease memory() {
    return memory;
  }

  /** Notes what its request holds of the memory for bodies; nothing is bounded otherwise. */
  public void memory(BodyMemory.Lease lease) {
    memory = lease;
  }

  /** Rule by which it may share the answer of an identical call. */
  public Sharing sharing() {
    return sharing;
  }

  /** Notes whether the caller lets it share the answer of an identical call. */
  public void sharing(Sharing wish) {
    sharing = wish;
  }

  /** Whether the caller sees an answer grow that must have a form, before that is checked. */
  public boolean live() {
    return live;
  }

  /** Notes whether the caller wants to see an answer grow that must have a form. */
  public void live(boolean wish) {
    live = wish;
  }

  /** Runs the action if the call is cancelled before the returned handle is run. */
  public Runnable onCancel(Runnable action) {
    if (cancelled != null) {
      action.run();
    } else {
      cancels.add(action);
    }
    return () -> cancels.remove(action);
  }

  /** The caller has gone, or wants no more. Any thread, any number of times. */
  public void cancel() {
    if (!loop.here()) {
      loop.run(this::cancel);
    } else if (!tail.leave()) {
      cancel(left());
    }
  }

  /** What it goes on for when its caller has the answer, or has left. */
  public CallTail tail() {
    return tail;
  }

  /** Ends the call early, for a reason. Any thread; the first reason counts. */
  public void cancel(Fault why) {
    if (!loop.here()) {
      loop.run(() -> cancel(why));
      return;
    }
    if (cancelled == null) {
      cancelled = why;
      List.copyOf(cancels).forEach(Runnable::run);
      cancels.clear();
    }
  }

  /** Whether it was ended early. */
  public boolean cancelled() {
    return cancelled != null;
  }

  /** Reason for which it was ended early; {@code cancelled} when nobody said. */
  public Fault reason() {
    return cancelled == null ? left() : cancelled;
  }

  private static Fault left() {
    return Fault.of(FaultCode.CANCELLED, "the caller left");
  }

  /** Fails the call at its deadline. The returned handle is run when the answer has ended. */
  public Runnable enforceDeadline() {
    long longest = (deadline - began) / 1_000_000;
    return loop.timer(remaining(), () -> cancel(late(longest)));
  }

  private static Fault late(long millis) {
    return Fault.of(
        FaultCode.DEADLINE_EXCEEDED, "deadline: no whole answer within %d ms".formatted(millis));
  }

  /** Waits without a thread; fails with {@code cancelled} as soon as the call is cancelled. */
  public Future<Void> sleep(Duration time) {
    Promise<Void> done = Promise.promise();
    long since = loop.nanos();
    var stop = loop.timer(time, () -> done.tryComplete());
    var forget = onCancel(() -> done.tryFail(reason()));
    return done.future()
        .onComplete(
            _ -> {
              forget.run();
              stop.run();
              decision().slept(Duration.ofNanos(loop.nanos() - since));
            });
  }

  /** Begins a try at a deployment and adds it to the attempts. */
  public Attempt attempt(DeploymentId target) {
    var span = trace == null ? null : trace.next();
    var attempt = new Attempt(target, loop, numbers.incrementAndGet(), decision().reason(), span);
    attempts().add(attempt);
    return attempt;
  }

  /** Notes the trace that it is part of. */
  public void trace(Trace which) {
    trace = which;
  }

  /** The trace that it is part of, if there is one. */
  public Optional<Trace> trace() {
    return Optional.ofNullable(trace);
  }

  /** Calls within this one that have ended, in the order of their ends. */
  public List<Call> parts() {
    return progress.parts();
  }

  /** Notes what it asks for, once that is known; a call without a subject is in no journal. */
  public void subject(CallSubject what) {
    subject = what;
  }

  /** What it asks for, once that is known. */
  public Optional<CallSubject> subject() {
    return Optional.ofNullable(subject);
  }

  /** Way to its deployments. */
  public Decision decision() {
    return progress.history().decision();
  }

  /** Takes its answer from another call, whose attempts and choices are shown as its own. */
  public void follow(AttemptHistory other) {
    progress.follow(other);
  }

  /** Its attempts and choices. */
  public AttemptHistory history() {
    return progress.history();
  }

  /** Attempts that were made for it, and not for another call whose answer it shares. */
  public List<Attempt> ownAttempts() {
    return progress.own(coalesced);
  }

  /** Whether it shares another call's answer, or a part of it does. */
  public boolean isShared() {
    return coalesced || progress.hasBorrowed();
  }

  /** Notes what an upstream would have used for it, and need not. */
  public void save(DeploymentId target, Usage usage) {
    progress.save(new Saving(target, usage));
  }

  /** What upstreams would have used for it, and need not. */
  public List<Saving> savings() {
    return progress.savings();
  }

  /** Notes when the attempts of the call that it follows are over, which may outlive it. */
  public void attemptsEnd(Future<Void> end) {
    progress.end(end);
  }

  /** Completes when no attempt is made for it or a part of it; often at once. */
  public Future<Void> attemptsEnd() {
    return progress.end();
  }

  /** Notes whether another caller's call answers this one too. */
  public void coalesced(boolean with) {
    coalesced = with;
  }

  /** Whether another caller's call answers this one too, so that it costs nothing. */
  public boolean coalesced() {
    return coalesced;
  }

  /** Notes that the caller gets something in the place of an answer. */
  public void degrade(Degradation how) {
    degraded = how;
  }

  /** Substitute for an answer that the caller gets, if it is not the answer itself. */
  public Optional<Degradation> degraded() {
    return Optional.ofNullable(degraded);
  }

  /** Cache directives of the caller's request. */
  public CacheControl cacheControl() {
    return cacheControl;
  }

  /** Notes what the caller wants of the response cache. */
  public void cacheControl(CacheControl wish) {
    cacheControl = wish;
  }

  /** Outcome of the response cache; nothing where it is off. */
  public Optional<CacheUse> cacheUse() {
    return Optional.ofNullable(cacheUse);
  }

  /** Notes what the response cache did for it. */
  public void cacheUse(CacheUse how) {
    cacheUse = how;
  }

  /** Moves the deadline so that at least this time is left; never brings it nearer. */
  public void extend(Duration time) {
    deadline = Math.max(deadline, loop.nanos() + time.toNanos());
  }

  /**
   * Brings the deadline nearer, so that at most this time is left; fails the call when it passes.
   * The returned handle is run when that does not matter any more.
   */
  public Runnable within(Duration time) {
    if (time.compareTo(remaining()) >= 0) {
      return () -> {};
    }
    deadline = loop.nanos() + time.toNanos();
    return enforceDeadline();
  }

  /** Notes headers of our own that the caller may see, such as {@code x-ratelimit-*}. */
  public void headers(List<Map.Entry<String, String>> own) {
    headers = own;
  }

  /** Headers of our own that the caller may see. */
  public List<Map.Entry<String, String>> headers() {
    return headers;
  }

  /** The skill that asks; {@link SkillRevision#NONE} where the caller does. */
  public SkillRevision skill() {
    return skill;
  }

  /** Notes the skill that asks. */
  public void skill(SkillRevision revision) {
    skill = revision;
  }

  /** Notes headers that say who answers, where that is more than a deployment. */
  public void answerer(List<Map.Entry<String, String>> names) {
    answerer = names;
  }

  /** Headers that say who answers, where that is more than a deployment. */
  public List<Map.Entry<String, String>> answerer() {
    return answerer;
  }

  /** The time until the deadline, not positive once it has passed. */
  public Duration remaining() {
    return Duration.ofNanos(deadline - loop.nanos());
  }

  /** Reading of its loop's clock when it began. */
  public long began() {
    return began;
  }

  /** The time since the call began; all that it took, where it is a part that has ended. */
  public Duration elapsed() {
    return total != null ? total : Duration.ofNanos(loop.nanos() - began);
  }

  /** The attempts so far, in order. */
  public List<Attempt> attempts() {
    return progress.history().attempts();
  }
}
