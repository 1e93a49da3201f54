package dev.tutti.skill.run;

import dev.tutti.call.Attempt;
import dev.tutti.call.Call;
import dev.tutti.call.DeploymentId;
import dev.tutti.chat.Outcome;
import dev.tutti.chat.Reply;
import dev.tutti.chat.Usage;
import dev.tutti.skill.api.Execution;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Usage of the models that were asked, as the ledger has it: answers that were refused included.
 */
public final class SkillSpending {
  private static final Logger log = LoggerFactory.getLogger(SkillSpending.class);

  /** The time that a call's loop may take to answer: far more than any step on it. */
  private static final Duration LONGEST = Duration.ofSeconds(10);

  private SkillSpending() {}

  /**
   * Notes what a call has used: by its attempts, or by the answer itself where no attempt says it,
   * such as one from a cache, or where the call's loop does not answer.
   */
  static void note(Reply reply, Call call, Execution execution) {
    note(reply, call, execution, LONGEST);
  }

  static void note(Reply reply, Call call, Execution execution, Duration longest) {
    var attempts = attempts(call, longest);
    var all = of(attempts);
    if (!all.isNone()) {
      execution.used(all, targets(attempts));
      return;
    }
    int slash = reply.deployment().indexOf('/');
    var who = reply.deployment();
    execution.used(
        reply.usage(),
        slash > 0
            ? Map.of(
                new DeploymentId(who.substring(0, slash), who.substring(slash + 1)), reply.usage())
            : Map.of());
  }

  /** Usage of all attempts, as far as they have ended. */
  public static Usage of(List<Attempt> attempts) {
    return targets(attempts).values().stream().reduce(Usage.NONE, Usage::plus);
  }

  /** As the call's loop sees them once it has done what it had to do. */
  private static List<Attempt> attempts(Call call, Duration longest) {
    var ended = new CompletableFuture<List<Attempt>>();
    call.loop().run(() -> ended.complete(List.copyOf(call.attempts())));
    return ended
        .orTimeout(longest.toNanos(), TimeUnit.NANOSECONDS)
        .exceptionally(
            _ -> {
              log.error("{}: its loop does not say what it has used", call.id());
              return List.of();
            })
        .join();
  }

  private static Map<DeploymentId, Usage> targets(List<Attempt> attempts) {
    var targets = new HashMap<DeploymentId, Usage>();
    for (var attempt : attempts) {
      var usage = attempt.outcome().map(Outcome::usage).orElse(Usage.NONE);
      if (!usage.isNone()) {
        targets.merge(attempt.target(), usage, Usage::plus);
      }
    }
    return targets;
  }
}
