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
import dev.tutti.task.api.StepCheckpoints;
import dev.tutti.task.api.StepResult;
import dev.tutti.task.api.TaskUsage;
import java.time.Duration;

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
    StepCheckpoints checkpoints,
    ApplicationSpending spending) {
  private static final int TRIES = 2;

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
        var spent = spent(part, reply.usage());
        var whole = new ModelAnswer(json, reply.deployment(), spent.usage(), spent.nanoDollars());
        spending.add(whole);
        return whole;
      } catch (Fault fault) {
        spending.add(spent(part, Usage.NONE));
        throw fault;
      }
    }
  }

  private ApplicationSpending.Amount spent(Part part, Usage said) {
    var usage = Usage.NONE;
    long price = 0;
    for (var attempt : part.attempts()) {
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
