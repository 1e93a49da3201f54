package dev.tutti.cooperation.member;

import dev.tutti.call.Call;
import dev.tutti.chat.ChatEvent;
import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.chat.Json;
import dev.tutti.cooperation.plan.CooperationQuestion;
import dev.tutti.cooperation.plan.CooperationRequest;
import dev.tutti.cooperation.plan.RunLimits;
import dev.tutti.cooperation.vote.VoteCounter;
import dev.tutti.task.api.StepResult;
import dev.tutti.task.api.TaskUsage;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
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
  private final RunCheckpoints checkpoints;
  private final RunSpending spending;
  private final MemberCalls calls;
  private final VoteCounter votes;
  private final long began;
  private final long until;
  private final AtomicBoolean told = new AtomicBoolean();
  private final ReentrantLock telling = new ReentrantLock();

  /** Begins one. */
  public CooperationRun(
      RunEnvironment around,
      CooperationRequest request,
      Call call,
      RunObserver observer,
      RunCheckpoints checkpoints) {
    this.request = request;
    this.call = call;
    this.observer = observer;
    this.checkpoints = checkpoints;
    var catalog = around.catalog().get();
    var prices = around.prices().get();
    this.spending = new RunSpending(request.limits().nanoDollars(), catalog, prices);
    this.calls = new MemberCalls(catalog, around.live(), prices, call);
    this.votes = around.votes().get();
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

  /** Goes on only while the call does. */
  public void requireCaller() {
    if (call.cancelled()) {
      throw call.reason();
    }
  }

  /**
   * Asks a member and waits.
   *
   * @throws Fault when there is no answer
   */
  public MemberReply ask(MemberQuestion question) {
    return required(outcome(question, MemberCalls.SILENT));
  }

  /** The same, told to the observer while it comes, if the observer hears. */
  public MemberReply askLast(MemberQuestion question) {
    return observer.hears()
        ? required(outcome(question, this::say))
        : required(outcome(question, MemberCalls.SILENT));
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
    return checkpoints.finished(question.step(), question.hash()).map(MemberReply::read);
  }

  /** Outcome of asking a member, which is noted; whatever goes wrong is one, too. */
  MemberOutcome outcome(MemberQuestion question, Consumer<ChatEvent> spoken) {
    progress("asked", question, Json.object());
    var kept = known(question);
    var outcome = kept.isPresent() ? replayed(kept.get(), spoken) : asked(question, spoken);
    spending.ended(question, outcome);
    progress(outcome instanceof MemberReply ? "answered" : "failed", question, details(outcome));
    return outcome;
  }

  private MemberOutcome replayed(MemberReply reply, Consumer<ChatEvent> spoken) {
    spending.known(reply.spent());
    spoken.accept(new ChatEvent.Text(0, reply.text()));
    return reply;
  }

  private MemberOutcome asked(MemberQuestion question, Consumer<ChatEvent> spoken) {
    long since = call.loop().nanos();
    var spent = new AtomicReference<>(CallSpending.NOTHING);
    try {
      var reply = firstOf(question, spoken, spent);
      keep(question, reply);
      return reply;
    } catch (RuntimeException | Error e) {
      var time = Duration.ofNanos(call.loop().nanos() - since);
      return new MemberFailure(Fault.from(e), spent.get(), time);
    }
  }

  private MemberReply firstOf(
      MemberQuestion question, Consumer<ChatEvent> spoken, AtomicReference<CallSpending> spent) {
    var spoke = new AtomicBoolean();
    Consumer<ChatEvent> heard =
        spoken.equals(MemberCalls.SILENT)
            ? spoken
            : event -> {
              spoke.set(true);
              spoken.accept(event);
            };
    Fault last = Fault.of(FaultCode.FALLBACK_EXHAUSTED, "nobody was asked");
    for (var model : question.member().models()) {
      try {
        var reply = paid(question, model, heard, spent);
        return new MemberReply(
            model, reply.deployment(), reply.text(), reply.finish(), spent.get(), reply.time());
      } catch (Fault fault) {
        last = fault;
        requireCaller();
        if (!MemberCalls.triesOther(fault, spoke)) {
          throw fault;
        }
      }
    }
    throw last;
  }

  private MemberReply paid(
      MemberQuestion question,
      String model,
      Consumer<ChatEvent> spoken,
      AtomicReference<CallSpending> spent) {
    requireTime();
    long reserved = spending.reserve(question.request(model, false));
    var used = new AtomicReference<>(CallSpending.NOTHING);
    try {
      return calls.ask(question, model, remaining(), spoken, used::set);
    } finally {
      spending.settle(reserved, used.get());
      spent.accumulateAndGet(used.get(), CallSpending::plus);
    }
  }

  private void requireTime() {
    if (!remaining().isPositive()) {
      throw late();
    }
  }

  /** The fault of a run that has no time left. */
  public Fault late() {
    return Fault.of(
        FaultCode.DEADLINE_EXCEEDED,
        "deadline: no answer within %d ms".formatted(Duration.ofNanos(until - began).toMillis()));
  }

  private void keep(MemberQuestion question, MemberReply reply) {
    var usage = reply.spent().usage();
    checkpoints.finish(
        question.step(),
        question.hash(),
        new StepResult(
            reply.json(),
            new TaskUsage(usage.input(), usage.output(), reply.spent().nanoDollars())));
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
