package dev.tutti.application.run;

import dev.tutti.application.api.ModelAnswer;
import dev.tutti.application.api.ModelQuestion;
import dev.tutti.call.ActiveCalls;
import dev.tutti.call.Answer;
import dev.tutti.call.Attempt;
import dev.tutti.call.Call;
import dev.tutti.call.CallSubject;
import dev.tutti.call.ChatModel;
import dev.tutti.call.Part;
import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.chat.Outcome;
import dev.tutti.chat.Usage;
import dev.tutti.ledger.Cost;
import dev.tutti.ledger.Prices;
import dev.tutti.task.api.StepResult;
import dev.tutti.task.api.TaskUsage;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Calls of one run, as parts of its call, so that limits, budgets, retries, fallbacks and breakers
 * of the model hold as for anybody. Blocking; thread-safe.
 *
 * @param model that is asked
 * @param name of the model
 * @param live where calls are counted until they end
 */
record ApplicationCalls(
    ChatModel model,
    String name,
    ActiveCalls live,
    Prices prices,
    Call call,
    ModelCheckpoints checkpoints,
    ApplicationSpending spending) {
  private static final int TRIES = 2;
  private static final long LONGEST_SECONDS = 10;

  /**
   * Answer to a question; one that an earlier attempt was given is not asked for again.
   *
   * @throws Fault when there is none
   */
  ModelAnswer ask(ModelQuestion question, Duration longest) {
    var hash = question.hash(name);
    var known = checkpoints.finished(question.step(), hash);
    if (known.isPresent()) {
      var answer = ModelAnswer.read(known.get());
      spending.add(answer);
      return answer;
    }
    var answer = tried(question, longest);
    var usage = answer.usage();
    checkpoints.finish(
        question.step(),
        hash,
        new StepResult(
            answer.kept(), new TaskUsage(usage.input(), usage.output(), answer.nanoDollars())));
    return answer;
  }

  private ModelAnswer tried(ModelQuestion question, Duration longest) {
    var failure = Fault.of(FaultCode.INTERNAL, "nobody was asked");
    for (int i = 0; i < TRIES; i++) {
      try {
        return once(question, longest);
      } catch (Fault fault) {
        requireGoingOn();
        failure = fault;
        if (fault.isCallerLimit() || !fault.retriesSame()) {
          break;
        }
      }
    }
    throw failure;
  }

  /** Goes on only while the call does. */
  void requireGoingOn() {
    if (call.cancelled()) {
      throw call.reason();
    }
    if (Thread.currentThread().isInterrupted()) {
      throw Fault.of(FaultCode.CANCELLED, "the run was interrupted");
    }
  }

  private ModelAnswer once(ModelQuestion question, Duration longest) {
    var request = question.to(name);
    try (var part = Part.of(call, longest)) {
      part.call().subject(new CallSubject("", "", request.operation(), name, false));
      try (var answer = Answer.open(model, request, part.call(), live)) {
        var reply = answer.collect();
        var json = ModelAnswer.object(reply.text());
        var spent = spent(part.call(), reply.usage());
        var whole = new ModelAnswer(json, reply.deployment(), spent.usage(), spent.nanoDollars());
        spending.add(whole);
        return whole;
      } catch (Fault fault) {
        spending.add(spent(part.call(), Usage.NONE));
        throw fault;
      }
    }
  }

  /** As the call's loop sees its attempts once it has done what it had to do. */
  private ApplicationSpending.Amount spent(Call part, Usage said) {
    var ended = new CompletableFuture<List<Attempt>>();
    part.loop().run(() -> ended.complete(List.copyOf(part.ownAttempts())));
    var usage = Usage.NONE;
    long price = 0;
    for (var attempt :
        ended.completeOnTimeout(List.of(), LONGEST_SECONDS, TimeUnit.SECONDS).join()) {
      var outcome = attempt.outcome();
      if (outcome.isPresent()) {
        usage = usage.plus(outcome.get().usage());
        price += price(attempt, outcome.get());
      }
    }
    return new ApplicationSpending.Amount(usage.isNone() ? said : usage, price);
  }

  private long price(Attempt attempt, Outcome outcome) {
    return prices.cost(attempt, outcome) instanceof Cost.Known(long nanoDollars) ? nanoDollars : 0;
  }
}
