package dev.tutti.provider;

import dev.tutti.call.Attempt;
import dev.tutti.call.Call;
import dev.tutti.call.ChatStream;
import dev.tutti.chat.ChatRequest;
import dev.tutti.chat.Outcome;
import dev.tutti.provider.exchange.Backend;
import dev.tutti.provider.simulated.PlaybackListener;
import io.vertx.core.Future;

/** A simulation in the place of an upstream. */
record SimulatedBackend(Simulation simulation) implements Backend {

  @Override
  public Future<ChatStream> open(ChatRequest request, Call call, Attempt attempt) {
    return simulation.open(request, call, attempt.target().model(), new AttemptListener(attempt));
  }

  private record AttemptListener(Attempt attempt) implements PlaybackListener {
    @Override
    public void opened() {
      attempt.firstToken();
    }

    @Override
    public void ended(Outcome outcome) {
      attempt.settle(outcome);
    }
  }
}
