package dev.tutti.cooperation.member;

import dev.tutti.chat.ChatEvent;
import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.task.api.StepCheckpoints;
import dev.tutti.task.api.StepResult;
import dev.tutti.task.api.TaskUsage;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/**
 * Executor of questions to members: each is asked with those in its place, within its share of the
 * time and under the ceiling of the run, and not at all where an earlier attempt of the same task
 * was answered. Blocking; thread-safe.
 */
record MemberExecutor(CooperationRun run, MemberCalls calls, StepCheckpoints checkpoints) {

  /** Time of a member with those in its place: until then, and how long that was. */
  private record ShareOfTime(long until, Duration most) {}

  /** Answer that an earlier attempt at the same task was given. */
  Optional<MemberReply> known(MemberQuestion question) {
    return checkpoints.finished(question.step(), question.hash()).map(MemberReply::read);
  }

  /**
   * Outcome of asking a member; whatever goes wrong is one, too.
   *
   * @param spoken hears what is said, if anybody does
   * @param most time that it may take
   */
  MemberOutcome outcome(MemberQuestion question, Consumer<ChatEvent> spoken, Duration most) {
    var kept = known(question);
    return kept.isPresent() ? replayed(kept.get(), spoken) : asked(question, spoken, most);
  }

  private MemberOutcome replayed(MemberReply reply, Consumer<ChatEvent> spoken) {
    run.spending().known(reply.spent());
    spoken.accept(new ChatEvent.Text(0, reply.text()));
    return reply;
  }

  private MemberOutcome asked(MemberQuestion question, Consumer<ChatEvent> spoken, Duration most) {
    long since = nanos();
    var time = new ShareOfTime(since + most.toNanos(), most);
    var spent = new AtomicReference<>(CallSpending.NOTHING);
    try {
      var reply = firstOf(question, spoken, spent, time);
      keep(question, reply);
      return reply;
    } catch (RuntimeException | Error e) {
      return new MemberFailure(Fault.from(e), spent.get(), Duration.ofNanos(nanos() - since));
    }
  }

  private long nanos() {
    return run.call().loop().nanos();
  }

  private MemberReply firstOf(
      MemberQuestion question,
      Consumer<ChatEvent> spoken,
      AtomicReference<CallSpending> spent,
      ShareOfTime time) {
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
        var reply = paid(question, model, heard, spent, time);
        return reply.spending(spent.get());
      } catch (Fault fault) {
        last = fault;
        run.requireGoing();
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
      AtomicReference<CallSpending> spent,
      ShareOfTime time) {
    var left = left(time);
    long reserved = run.spending().reserve(question.request(model, false));
    var used = new AtomicReference<>(CallSpending.NOTHING);
    try {
      return calls.ask(question, model, left, spoken, used::set);
    } finally {
      run.spending().settle(reserved, used.get());
      spent.accumulateAndGet(used.get(), CallSpending::plus);
    }
  }

  /** Time that is left of a share, and of the run. */
  private Duration left(ShareOfTime time) {
    var left = Duration.ofNanos(time.until - nanos());
    var ofRun = run.remaining();
    if (!left.isPositive() || !ofRun.isPositive()) {
      throw CooperationRun.late(time.most);
    }
    return left.compareTo(ofRun) < 0 ? left : ofRun;
  }

  /** Keeps an answer, without which a task may not go on. */
  private void keep(MemberQuestion question, MemberReply reply) {
    var usage = reply.spent().usage();
    var used = new TaskUsage(usage.input(), usage.output(), reply.spent().nanoDollars());
    try {
      checkpoints.finish(question.step(), question.hash(), new StepResult(reply.json(), used));
    } catch (Fault fault) {
      run.stop(fault);
      throw fault;
    }
  }
}
