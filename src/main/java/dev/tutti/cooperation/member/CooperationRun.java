package dev.tutti.cooperation.member;

import dev.tutti.call.Call;
import dev.tutti.chat.ChatEvent;
import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.chat.Json;
import dev.tutti.cooperation.plan.CooperationQuestion;
import dev.tutti.cooperation.plan.CooperationRequest;
import dev.tutti.cooperation.plan.PanelMember;
import dev.tutti.cooperation.plan.RunLimits;
import dev.tutti.cooperation.vote.VoteCounter;
import dev.tutti.cooperation.vote.VoteResult;
import dev.tutti.task.api.StepCheckpoints;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.node.ObjectNode;

/** One run: what every kind of it works with. Blocking; thread-safe. */
public final class CooperationRun {
  private static final Logger log = LoggerFactory.getLogger(CooperationRun.class);

  /** Share of the time that is left for what is done after the members. */
  private static final int RESERVE = 20;

  private static final Duration MOST_RESERVE = Duration.ofSeconds(1);

  private final CooperationRequest request;
  private final Call call;
  private final RunObserver observer;
  private final RunSpending spending;
  private final MemberExecutor executor;
  private final VoteCounter votes;
  private final Consumer<VoteResult> counted;
  private final String taskType;
  private final long began;
  private final long until;
  private final AtomicBoolean told = new AtomicBoolean();
  private final AtomicReference<@Nullable Fault> stopped = new AtomicReference<>();
  private final ReentrantLock telling = new ReentrantLock();

  /** Begins one. */
  public CooperationRun(
      RunEnvironment around,
      CooperationRequest request,
      Call call,
      RunObserver observer,
      StepCheckpoints checkpoints) {
    this.request = request;
    this.call = call;
    this.observer = observer;
    var catalog = around.catalog().get();
    var prices = around.prices().get();
    this.spending = new RunSpending(request.limits().nanoDollars(), catalog, call.caller(), prices);
    var calls = new MemberCalls(catalog, around.live(), prices, call);
    this.executor = new MemberExecutor(this, calls, checkpoints);
    this.votes = around.votes().get();
    this.counted = around.counted();
    var said = request.about().taskType();
    this.taskType = said.isEmpty() ? around.taskTypes().apply(question().text()) : said;
    this.began = call.loop().nanos();
    this.until = began + time(request.limits(), call.remaining()).toNanos();
  }

  /** The run ends a little before its call does, so that what there is by then can be told. */
  private static Duration time(RunLimits limits, Duration left) {
    var share = left.dividedBy(RESERVE);
    var most = left.minus(share.compareTo(MOST_RESERVE) < 0 ? share : MOST_RESERVE);
    return limits.deadline().compareTo(most) < 0 ? limits.deadline() : most;
  }

  /** Run that was asked for. */
  public CooperationRequest request() {
    return request;
  }

  /** Question of the run. */
  public CooperationQuestion question() {
    return request.question();
  }

  /** Limits of the run. */
  public RunLimits limits() {
    return request.limits();
  }

  /** Call that the run answers. */
  public Call call() {
    return call;
  }

  /** Spending so far. */
  public RunSpending spending() {
    return spending;
  }

  /** Counter of votes, as it was when the run began. */
  public VoteCounter votes() {
    return votes;
  }

  /** Type of tasks whose outcomes say what members have earned. */
  public String taskType() {
    return taskType;
  }

  /** Member of a panel that has earned the most on such tasks; the first where nothing is known. */
  public PanelMember mostReliable(List<PanelMember> panel) {
    var models = panel.stream().map(PanelMember::model).toList();
    return panel.get(votes.mostReliable(models, taskType));
  }

  /** Time that is left of the run. */
  public Duration remaining() {
    return Duration.ofNanos(until - call.loop().nanos());
  }

  /** Time since its beginning. */
  public Duration elapsed() {
    return Duration.ofNanos(call.loop().nanos() - began);
  }

  /** Whether pieces of the answer were told. */
  public boolean isTold() {
    return told.get();
  }

  /** Counts a vote that the run has come to among those of all runs. */
  public void count(VoteResult vote) {
    counted.accept(vote);
  }

  /** Notes a vote for the record of the call, without a word of what was said. */
  public void note(ObjectNode vote) {
    call.loop().run(() -> call.tail().routing().counted(vote));
  }

  /** Goes on only while the call does, and the task that keeps its answers. */
  public void requireGoing() {
    if (call.cancelled()) {
      throw call.reason();
    }
    stopped()
        .ifPresent(
            why -> {
              throw why;
            });
  }

  /** Reason for which the task of the run may not go on, if it may not. */
  Optional<Fault> stopped() {
    return Optional.ofNullable(stopped.get());
  }

  /** Lets nobody else be asked, as the task of the run may not go on. */
  void stop(Fault why) {
    stopped.compareAndSet(null, why);
  }

  /**
   * Asks a member and waits.
   *
   * @throws Fault when there is no answer
   */
  public MemberReply ask(MemberQuestion question) {
    return ask(question, remaining());
  }

  /** The same within a share of the time, as others are asked after it. */
  public MemberReply ask(MemberQuestion question, Duration most) {
    return required(outcome(question, MemberCalls.SILENT, most));
  }

  /** The same, told to the observer while it comes, if the observer hears. */
  public MemberReply askLast(MemberQuestion question) {
    return observer.hears() ? required(outcome(question, this::say, remaining())) : ask(question);
  }

  /** Tells a text as the answer. */
  public void tell(String text) {
    if (observer.hears() && !text.isEmpty()) {
      say(new ChatEvent.Text(0, text));
    }
  }

  private void say(ChatEvent event) {
    switch (event) {
      case ChatEvent.Text(int _, String text) -> {
        told.set(true);
        observer.said(new ChatEvent.Text(0, text));
      }
      case ChatEvent.Reasoning(int _, String text) ->
          observer.said(new ChatEvent.Reasoning(0, text));
      default -> {}
    }
  }

  private static MemberReply required(MemberOutcome outcome) {
    return switch (outcome) {
      case MemberReply reply -> reply;
      case MemberFailure failure -> throw failure.fault();
    };
  }

  /** Answer that an earlier attempt at the same task was given. */
  Optional<MemberReply> known(MemberQuestion question) {
    return executor.known(question);
  }

  /** Outcome of asking a member, which is noted; whatever goes wrong is one, too. */
  MemberOutcome outcome(MemberQuestion question, Consumer<ChatEvent> spoken, Duration most) {
    progress("asked", question, Json.object());
    var outcome = executor.outcome(question, spoken, most);
    spending.ended(question, outcome);
    progress(outcome instanceof MemberReply ? "answered" : "failed", question, details(outcome));
    return outcome;
  }

  /** The fault of a run that has no time left. */
  public Fault late() {
    return late(Duration.ofNanos(until - began));
  }

  static Fault late(Duration time) {
    return Fault.of(
        FaultCode.DEADLINE_EXCEEDED, "deadline: no answer within %d ms".formatted(time.toMillis()));
  }

  private static ObjectNode details(MemberOutcome outcome) {
    var details = Json.object().put("elapsed_ms", outcome.time().toMillis());
    if (outcome instanceof MemberFailure failure) {
      details.put("error", failure.fault().code().code());
    }
    return details;
  }

  private void progress(String event, MemberQuestion question, ObjectNode details) {
    var what =
        Json.object()
            .put("event", event)
            .put("stage", question.stage())
            .put("step", question.step())
            .put("model", question.member().model());
    what.setAll(details);
    tellProgress(what);
  }

  /** Tells that something else has happened. */
  public void progress(String event, String stage) {
    tellProgress(Json.object().put("event", event).put("stage", stage));
  }

  /** A reader who has left is noticed elsewhere. */
  private void tellProgress(ObjectNode what) {
    telling.lock();
    try {
      observer.progress(what);
    } catch (Fault gone) {
      log.debug("{}: nobody hears of its progress: {}", call.id(), gone.getMessage());
    } finally {
      telling.unlock();
    }
  }
}
