package dev.tutti.routing.retry;

import dev.tutti.call.Call;
import dev.tutti.call.ChatModel;
import dev.tutti.call.ChatStream;
import dev.tutti.chat.ChatRequest;
import dev.tutti.chat.Fault;
import dev.tutti.resilience.retry.RetrySettings;
import dev.tutti.routing.balance.Candidate;
import dev.tutti.routing.balance.Explanation;
import dev.tutti.routing.balance.Group;
import dev.tutti.routing.balance.RoutingRequest;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Chat model that asks the deployments of a group until one answers. After a failure another one is
 * asked at once; where there is no other, the same again after a wait. Nothing was shown to the
 * caller yet, so nothing is ever said twice.
 *
 * <p>How often is bounded by the settings, by the caller's deadline, and by the budget that all
 * calls of the process share.
 */
public final class RetryingModel implements ChatModel {
  private final Group group;
  private final RetrySettings settings;
  private final Retries retries;

  public RetryingModel(Group group, RetrySettings settings, Retries retries) {
    this.group = group;
    this.settings = settings;
    this.retries = retries;
  }

  public List<Candidate> members() {
    return group.members();
  }

  public Explanation.Link explain(String when, RoutingRequest routing) {
    return group.explain(when, settings.attempts(), routing);
  }

  @Override
  public Future<ChatStream> open(ChatRequest request, Call call) {
    return new Tries(request, call).next();
  }

  /** One call's way through the group. Confined to the call's loop. */
  private final class Tries {
    private final ChatRequest request;
    private final Call call;
    private final RoutingRequest routing;
    private final List<Candidate> tried = new ArrayList<>(2);
    private final List<Candidate> unfit = new ArrayList<>(0);
    private int failed;

    Tries(ChatRequest request, Call call) {
      this.request = request;
      this.call = call;
      this.routing = new RoutingRequest(request, call.caller());
    }

    Future<ChatStream> next() {
      var chosen = group.choose(routing, tried, failed > 0, call.decision());
      return chosen.isPresent()
          ? ask(chosen.get())
          : Future.failedFuture(latest(() -> group.refusal(routing)));
    }

    private Future<ChatStream> ask(Candidate candidate) {
      if (!isFirst() && !retries.budget().retry()) {
        return Future.failedFuture(latest(() -> group.refusal(routing)));
      }
      tried.add(candidate);
      return candidate
          .model()
          .open(request, call)
          .recover(thrown -> again(candidate, Fault.from(thrown)));
    }

    /** The first attempt that reaches an upstream is no retry. */
    private boolean isFirst() {
      for (var attempt : call.attempts()) {
        if (!AttemptLog.wasRefused(attempt)) {
          return false;
        }
      }
      return true;
    }

    /** The fault when nobody may be asked: the latest failure, or why there was none. */
    private Fault latest(Supplier<Fault> otherwise) {
      return AttemptLog.last(call).orElseGet(otherwise);
    }

    private Future<ChatStream> again(Candidate asked, Fault fault) {
      if (AttemptLog.wentOutTwice(call)) {
        retries.budget().repeated();
      }
      failed += AttemptLog.isRefusal(fault) ? 0 : 1;
      if (fault.isUnfit()) {
        unfit.add(asked);
      }
      if (call.cancelled() || failed >= settings.attempts()) {
        return Future.failedFuture(fault);
      }
      if ((fault.triesOther() || fault.retriesSame()) && group.hasOther(routing, tried)) {
        return next();
      }
      var told = fault.isUnfit() ? latest(() -> fault) : fault;
      boolean isOurs = failed > 0 || !fault.isUnfit();
      return isOurs && told.retriesSame() ? later(told) : Future.failedFuture(told);
    }

    private Future<ChatStream> later(Fault fault) {
      var wait = wait(fault);
      if (wait.compareTo(settings.longest()) > 0 || wait.compareTo(call.remaining()) >= 0) {
        return Future.failedFuture(fault);
      }
      return call.sleep(wait)
          .compose(
              _ -> {
                tried.clear();
                tried.addAll(unfit);
                return next();
              });
    }

    /** As long as the upstream has asked for, at least. */
    private Duration wait(Fault fault) {
      var backoff = retries.backoff().after(failed, settings);
      return fault.retryAfter().filter(asked -> asked.compareTo(backoff) > 0).orElse(backoff);
    }
  }
}
