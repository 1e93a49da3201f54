package dev.tutti.character.generation;

import dev.tutti.call.ActiveCalls;
import dev.tutti.call.Answer;
import dev.tutti.call.Attempt;
import dev.tutti.call.CacheControl;
import dev.tutti.call.Call;
import dev.tutti.call.CallSubject;
import dev.tutti.call.Part;
import dev.tutti.character.generation.CategoryResult.Tries;
import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.chat.Outcome;
import dev.tutti.ledger.Cost;
import dev.tutti.ledger.Prices;
import dev.tutti.routing.ModelCatalog;
import dev.tutti.task.api.TaskUsage;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Calls of one generation, as parts of its call: each category asks its model up to three times,
 * then the fallback once. Blocking; thread-safe.
 *
 * @param catalog the models that the generation began with
 * @param live where calls are counted until they end
 * @param anew whether no earlier answer is good
 */
record CategoryCalls(
    ModelCatalog catalog, ActiveCalls live, Prices prices, Call call, boolean anew) {
  private static final int TRIES = 3;

  /**
   * Result of a category, failed or not.
   *
   * @throws Fault only when the call has ended, as it then says nothing of the category
   */
  CategoryResult ask(CategoryPrompt prompt, List<String> models) {
    long began = call.loop().nanos();
    var used = new AtomicReference<>(new Spending(TaskUsage.NONE, 0));
    var failure = Fault.of(FaultCode.INTERNAL, "nobody was asked");
    boolean broken = false;
    for (var model : models) {
      for (int i = 0; i < (model.equals(models.getFirst()) ? TRIES : 1); i++) {
        try {
          var answer = ask(prompt, model, used, broken);
          return CategoryResult.of(answer, prompt.text(), tries(used.get(), began));
        } catch (Fault fault) {
          requireGoingOn();
          failure = fault;
          broken |= fault.code() == FaultCode.INVALID_OUTPUT;
          if (!isWorthAnotherTry(fault)) {
            break;
          }
        }
      }
    }
    return CategoryResult.failed(failure, tries(used.get(), began));
  }

  private void requireGoingOn() {
    if (call.cancelled() || Thread.currentThread().isInterrupted()) {
      throw call.cancelled() ? call.reason() : Fault.of(FaultCode.CANCELLED, "interrupted");
    }
  }

  private static boolean isWorthAnotherTry(Fault fault) {
    return !fault.isCallerLimit()
        && (fault.retriesSame()
            || fault.code() == FaultCode.TIMEOUT
            || fault.code() == FaultCode.DEADLINE_EXCEEDED
            || fault.code() == FaultCode.FALLBACK_EXHAUSTED);
  }

  private Tries tries(Spending used, long began) {
    return new Tries(used.calls, Duration.ofNanos(call.loop().nanos() - began), used.usage);
  }

  private CategoryAnswer ask(
      CategoryPrompt prompt, String model, AtomicReference<Spending> used, boolean broken) {
    var request = prompt.to(model);
    try (var part = Part.of(call, prompt.request().timeout())) {
      if (anew) {
        part.call().cacheControl(CacheControl.NONE.anew());
      }
      part.call().subject(new CallSubject("", "", request.operation(), request.model(), false));
      try (var answer = Answer.open(catalog.model(model), request, part.call(), live)) {
        var reply = answer.collect();
        return CategoryAnswer.read(model, reply.text(), broken || asked(part) > 1);
      } finally {
        used.updateAndGet(sum -> sum.plus(spending(part)));
      }
    }
  }

  /** Answers that came whole: a second one was asked for because the first had not its form. */
  private static int asked(Part part) {
    return (int)
        part.attempts().stream()
            .filter(each -> each.outcome().orElse(null) instanceof Outcome.Completed)
            .count();
  }

  private Spending spending(Part part) {
    var sum = new Spending(TaskUsage.NONE, 0);
    for (var attempt : part.attempts()) {
      var outcome = attempt.outcome();
      sum = outcome.isPresent() ? sum.plus(spending(attempt, outcome.get())) : sum;
    }
    return sum;
  }

  private Spending spending(Attempt attempt, Outcome outcome) {
    long price =
        prices.cost(attempt, outcome) instanceof Cost.Known(long nanoDollars) ? nanoDollars : 0;
    var usage = outcome.usage();
    return new Spending(new TaskUsage(usage.input(), usage.output(), price), 1);
  }

  /** Spending of some calls. */
  private record Spending(TaskUsage usage, int calls) {
    Spending plus(Spending other) {
      return new Spending(usage.plus(other.usage), calls + other.calls);
    }
  }
}
