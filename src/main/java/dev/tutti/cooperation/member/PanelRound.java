package dev.tutti.cooperation.member;

import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One round of members that are asked side by side, each on a thread of its own. It is over when
 * all have answered or failed; before that when those that are there decide it, when a quorum
 * cannot come any more, or when its time is over. Whoever is left then is interrupted, and the
 * round ends when they have given back what they held.
 */
public final class PanelRound {
  private final CooperationRun run;
  private final List<MemberQuestion> questions;
  private final Map<Integer, MemberOutcome> there = new TreeMap<>();
  private final LinkedBlockingQueue<EndedMember> ended = new LinkedBlockingQueue<>();
  private final Map<Integer, Thread> threads = new TreeMap<>();
  private final Duration time;
  private final int quorum;
  private final RoundEnd end;

  /** Says whether the outcomes that are there, by their places, decide a round. */
  @FunctionalInterface
  public interface RoundEnd {
    /** Goes on to the last one. */
    RoundEnd NEVER = _ -> false;

    /** Whether nobody else has to answer. */
    boolean isDecided(Map<Integer, MemberOutcome> there);
  }

  private record EndedMember(int place, MemberOutcome outcome) {}

  private PanelRound(
      CooperationRun run, List<MemberQuestion> questions, Duration time, int quorum, RoundEnd end) {
    this.run = run;
    this.questions = questions;
    this.time = time;
    this.quorum = quorum;
    this.end = end;
  }

  /**
   * Asks, and waits for the end of the round.
   *
   * @param time that it may take
   * @param quorum how many have to answer for the round to be of any use
   * @return the outcomes in the order of the questions
   * @throws Fault when the whole run has to end
   */
  public static List<MemberOutcome> ask(
      CooperationRun run, List<MemberQuestion> questions, Duration time, int quorum, RoundEnd end) {
    return new PanelRound(run, questions, time, quorum, end).ask();
  }

  private List<MemberOutcome> ask() {
    for (int i = 0; i < questions.size(); i++) { // what is known may decide it
      if (run.known(questions.get(i)).isPresent()) {
        there.put(i, run.outcome(questions.get(i), MemberCalls.SILENT, time));
      }
    }
    long until = run.call().loop().nanos() + time.toNanos();
    Fault why = reason();
    try {
      if (why == null) {
        begin();
      }
      while (why == null && there.size() < questions.size()) {
        long left = until - run.call().loop().nanos();
        var next = ended.poll(Math.max(0, left), TimeUnit.NANOSECONDS);
        if (next == null) {
          why = run.late();
        } else {
          there.put(next.place, next.outcome);
          why = reason();
        }
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      why = Fault.of(FaultCode.CANCELLED, "the run was interrupted");
    }
    if (why != null) {
      leave(why);
    }
    run.requireGoing();
    return List.copyOf(there.values());
  }

  private void begin() {
    for (int i = 0; i < questions.size(); i++) {
      int place = i;
      if (!there.containsKey(place)) {
        var question = questions.get(place);
        threads.put(
            place,
            Thread.ofVirtual()
                .name("cooperation")
                .start(() -> ended.add(new EndedMember(place, outcome(question)))));
      }
    }
  }

  private MemberOutcome outcome(MemberQuestion question) {
    try {
      return run.outcome(question, MemberCalls.SILENT, run.remaining());
    } catch (RuntimeException | Error e) { // the round waits for each of them
      return new MemberFailure(Fault.from(e), CallSpending.NOTHING, run.elapsed());
    }
  }

  /** Reason to end the round although some have not answered; null for none. */
  private @Nullable Fault reason() {
    int open = questions.size() - there.size();
    if (open == 0) {
      return null;
    }
    var stopped = run.stopped();
    if (stopped.isPresent()) {
      return stopped.get();
    }
    long answered = there.values().stream().filter(MemberReply.class::isInstance).count();
    if (answered + open < quorum) {
      return Fault.of(FaultCode.CANCELLED, "not needed: too many have failed");
    }
    return answered >= quorum && end.isDecided(there)
        ? Fault.of(FaultCode.CANCELLED, "not needed: the outcome is decided")
        : null;
  }

  /** Interrupts whoever has not answered, and waits until they have stopped. */
  private void leave(Fault why) {
    threads.keySet().removeAll(there.keySet());
    MemberThreads.stop(threads.values());
    for (var next = ended.poll(); next != null; next = ended.poll()) {
      there.put(next.place, next.outcome);
    }
    for (int i = 0; i < questions.size(); i++) {
      var outcome = there.get(i);
      if (outcome == null || isInterrupted(outcome)) {
        var spent = outcome == null ? CallSpending.NOTHING : outcome.spent();
        there.put(i, new MemberFailure(why, spent, run.elapsed()));
      }
    }
  }

  private static boolean isInterrupted(MemberOutcome outcome) {
    return outcome instanceof MemberFailure failure
        && failure.fault().code() == FaultCode.CANCELLED;
  }
}
