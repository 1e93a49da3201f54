package dev.tutti.task.run;

import dev.tutti.call.Caller;
import dev.tutti.chat.Fault;
import dev.tutti.security.Principal;
import dev.tutti.store.Store;
import dev.tutti.task.api.StepResult;
import dev.tutti.task.api.TaskKind;
import dev.tutti.task.api.TaskRecord;
import dev.tutti.task.api.TaskRun;
import dev.tutti.task.api.TaskUsage;
import dev.tutti.task.store.TaskStateTable.AttemptFence;
import dev.tutti.task.store.TaskStepTable.KnownStep;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** An attempt that is under way. Thread-safe. */
final class RunningTask implements TaskRun {
  private static final int LONGEST_NAME = 200;
  private static final int LONGEST_TEXT = 1_000;

  private final ClaimedTask claim;
  private final Supplier<Principal> holder;
  private final StepLog log;
  private final InstantSource clock;
  private final boolean last;
  private final Instant end;
  private final StopReason endReason;
  private final boolean computes;
  private final Map<String, KnownStep> steps;
  private final AtomicReference<TaskUsage> usage;
  private final CpuMeter cpu = new CpuMeter();
  private final AtomicLong transferred = new AtomicLong();
  private final AtomicReference<Duration> writtenCpu = new AtomicReference<>(Duration.ZERO);
  private final AtomicReference<@Nullable StopReason> reason = new AtomicReference<>();
  private final AtomicBoolean concluded = new AtomicBoolean();
  private final List<Runnable> stops = new ArrayList<>();
  private @Nullable Thread thread;

  /** Task whose attempt has begun in the database. */
  record ClaimedTask(
      AttemptFence fence, TaskRecord task, ObjectNode input, Map<String, KnownStep> steps) {}

  /** Writer of what an attempt comes to on its way. */
  interface StepLog {
    /** Keeps a step; fails with {@code cancelled} when the task is not the attempt's any more. */
    CompletableFuture<Void> finish(
        AttemptFence fence, String name, String requestHash, StepResult result);

    /** Keeps what was used beside steps. */
    void used(AttemptFence fence, TaskUsage usage);

    /** Keeps how far the attempt has come, once in a while. */
    void progress(AttemptFence fence, TaskRecord.TaskProgress progress);
  }

  /** An attempt of which nothing is known but its task, as nobody runs it. */
  RunningTask(ClaimedTask claim, StepLog log, InstantSource clock) {
    this(claim, Principal.Anonymous::new, log, clock, 1, false);
  }

  /**
   * An attempt at a task of a kind.
   *
   * @param holder by whose rights it runs, at each moment; throws a fault where those are gone
   */
  RunningTask(
      ClaimedTask claim,
      Supplier<Principal> holder,
      StepLog log,
      InstantSource clock,
      TaskKind kind) {
    this(claim, holder, log, clock, kind.attempts(), kind.computes());
  }

  /**
   * @param attempts that may fail before the task is dead
   */
  private RunningTask(
      ClaimedTask claim,
      Supplier<Principal> holder,
      StepLog log,
      InstantSource clock,
      int attempts,
      boolean computes) {
    this.claim = claim;
    this.holder = holder;
    this.log = log;
    this.clock = clock;
    this.last = claim.task.failures() + 1 >= attempts;
    this.computes = computes;
    this.steps = new ConcurrentHashMap<>(claim.steps);
    this.usage = new AtomicReference<>(claim.task.usage());
    var times = claim.task.times();
    var began = Objects.requireNonNullElseGet(times.started(), clock::instant);
    var byTimeout = began.plus(times.timeout());
    var byDeadline = claim.task.deadline().filter(byTimeout::isAfter).orElse(byTimeout);
    var byLimit = began.plus(claim.task.limits().wallTime()).minus(times.ran());
    boolean isLimit = byLimit.isBefore(byDeadline);
    this.end = isLimit ? byLimit : byDeadline;
    this.endReason = isLimit ? StopReason.WALL_TIME : StopReason.TIMED_OUT;
  }

  ClaimedTask claim() {
    return claim;
  }

  /** Runs work on the current thread, which is interrupted when the attempt has to end. */
  <T> T on(Callable<T> work) throws Exception {
    synchronized (stops) {
      thread = Thread.currentThread();
    }
    if (!end.isAfter(clock.instant())) {
      stop(endReason);
    }
    try {
      requireGoing();
      return cpu.during(work);
    } finally {
      synchronized (stops) {
        thread = null;
      }
      var _ = Thread.interrupted(); // what comes after is not the attempt's
    }
  }

  /** Ends the attempt; the first reason counts. */
  void stop(StopReason why) {
    if (!reason.compareAndSet(null, why)) {
      return;
    }
    List<Runnable> all;
    synchronized (stops) {
      all = List.copyOf(stops);
      stops.clear();
      if (thread != null) {
        thread.interrupt();
      }
    }
    all.forEach(Runnable::run);
  }

  /** Reason for which it has to end, if it has to. */
  Optional<StopReason> stopped() {
    return Optional.ofNullable(reason.get());
  }

  /** Says, once, that it has ended. */
  boolean conclude() {
    return concluded.compareAndSet(false, true);
  }

  /** Instant at which it has run for as long as it may. */
  Instant end() {
    return end;
  }

  /** Factory of the threads that its steps run on. */
  ThreadFactory threads() {
    return TaskThreads.builder(computes).factory();
  }

  /** Does work of the attempt on another thread than its own. */
  <T> T beside(Callable<T> work) throws Exception {
    return cpu.during(work);
  }

  /** Bytes have gone over the network for it. */
  void transferred(long bytes) {
    transferred.addAndGet(bytes);
  }

  /** Whether it has kept processors busy for as long as it may, over all attempts. */
  boolean isBeyondCpu() {
    return computes && cpu().compareTo(claim.task.limits().cpu()) > 0;
  }

  private Duration cpu() {
    return claim.task.usage().cpu().plus(cpu.total());
  }

  /** Writes down what it has taken of the machine since it last did; the attempt ends. */
  void writeRest() {
    var total = cpu.total();
    var rest = machine().plus(TaskUsage.ofMachine(0, total.minus(writtenCpu.getAndSet(total))));
    if (!rest.equals(TaskUsage.NONE)) {
      log.used(claim.fence, rest);
    }
  }

  /** Takes what was transferred and is not written down yet. */
  private TaskUsage machine() {
    return TaskUsage.ofMachine(transferred.getAndSet(0), Duration.ZERO);
  }

  /** Reason for which it has to end then. */
  StopReason endReason() {
    return endReason;
  }

  @Override
  public String id() {
    return claim.task.id();
  }

  @Override
  public int attempt() {
    return claim.fence.attempt();
  }

  @Override
  public boolean isLast() {
    return last;
  }

  @Override
  public ObjectNode input() {
    return claim.input;
  }

  @Override
  public Principal principal() {
    return holder.get();
  }

  @Override
  public Caller caller() {
    return claim.task.owner().caller(principal().caller());
  }

  @Override
  public Duration remaining() {
    return Duration.between(clock.instant(), end);
  }

  private void requireGoing() {
    stopped()
        .ifPresent(
            why -> {
              throw why.fault();
            });
  }

  @Override
  public JsonNode step(String name, String requestHash, StepWork work) throws Exception {
    var known = finished(name, requestHash);
    if (known.isPresent()) {
      return known.get();
    }
    requireGoing();
    var result = work.run();
    Store.await(finish(name, requestHash, result));
    return result.value();
  }

  @Override
  public List<JsonNode> steps(List<IndependentStep> all, int atOnce) throws Exception {
    return new StepGroup(this, atOnce).run(all);
  }

  @Override
  public Optional<JsonNode> finished(String name, String requestHash) {
    return Optional.ofNullable(steps.get(name))
        .filter(step -> step.hash().equals(requestHash))
        .map(KnownStep::value);
  }

  @Override
  public CompletableFuture<Void> finish(String name, String requestHash, StepResult result) {
    if (name.isEmpty() || name.length() > LONGEST_NAME) {
      throw new IllegalArgumentException(
          "step: \"%s\" (expected: a name of 1 to 200 characters)".formatted(name));
    }
    var used = result.usage().plus(machine());
    var sum = usage.updateAndGet(before -> before.plus(used));
    steps.put(name, new KnownStep(requestHash, result.value()));
    return log.finish(claim.fence, name, requestHash, new StepResult(result.value(), used))
        .thenAccept(_ -> require(sum));
  }

  /** What was paid for is kept before the limits are looked at. */
  private void require(TaskUsage sum) {
    claim.task.limits().require(sum);
    claim.task.limits().requireSteps(steps.size());
  }

  @Override
  public void used(TaskUsage more) {
    var used = more.plus(machine());
    var sum = usage.updateAndGet(before -> before.plus(used));
    log.used(claim.fence, used);
    claim.task.limits().require(sum);
  }

  @Override
  public void progress(long done, long total, String text) {
    var words = text.length() > LONGEST_TEXT ? text.substring(0, LONGEST_TEXT) : text;
    log.progress(claim.fence, new TaskRecord.TaskProgress(done, total, words));
  }

  @Override
  public void onStop(Runnable action) {
    synchronized (stops) {
      if (reason.get() == null) {
        stops.add(action);
        return;
      }
    }
    action.run();
  }

  /** Fault that ended it: why it was stopped counts for more than what that has led to. */
  Fault fault(Throwable thrown) {
    return stopped().map(StopReason::fault).orElseGet(() -> Fault.from(thrown));
  }
}
