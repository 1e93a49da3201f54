package dev.tutti.routing;

import dev.tutti.call.Attempt;
import dev.tutti.call.Call;
import dev.tutti.call.Guard;
import dev.tutti.chat.ChatRequest;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;

/** Notes every attempt that was settled: the deployment and the outcome. */
public final class TestingBooks implements Guard {
  private final List<String> entries = new ArrayList<>();

  @Override
  public Future<Void> admit(ChatRequest request, Call call, Attempt attempt) {
    attempt.onSettle(outcome -> entries.add(attempt.target().deployment() + ": " + outcome.word()));
    return Future.succeededFuture();
  }

  public List<String> entries() {
    return entries;
  }
}
