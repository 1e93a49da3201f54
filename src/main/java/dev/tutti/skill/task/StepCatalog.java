package dev.tutti.skill.task;

import dev.tutti.call.Call;
import dev.tutti.call.Caller;
import dev.tutti.call.ChatModel;
import dev.tutti.call.ChatStream;
import dev.tutti.call.DeploymentId;
import dev.tutti.call.ForwardingSink;
import dev.tutti.call.ReplayStream;
import dev.tutti.chat.ChatEvent;
import dev.tutti.chat.ChatRequest;
import dev.tutti.chat.Chunk;
import dev.tutti.chat.EventJson;
import dev.tutti.chat.Fault;
import dev.tutti.chat.Json;
import dev.tutti.chat.Outcome;
import dev.tutti.chat.Usage;
import dev.tutti.ledger.Prices;
import dev.tutti.routing.ModelCatalog;
import dev.tutti.routing.balance.Candidate;
import dev.tutti.routing.balance.Explanation;
import dev.tutti.task.api.StepResult;
import dev.tutti.task.api.TaskUsage;
import dev.tutti.text.Sha256;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;

/**
 * A catalog whose models answer once: a complete answer is kept before its end is told, and given
 * again to who asks the same in the same place. Thread-safe.
 */
record StepCatalog(ModelCatalog catalog, SkillSteps steps, Supplier<Prices> prices)
    implements ModelCatalog {

  @Override
  public ChatModel model(String name) {
    var model = catalog.model(name);
    var step = steps.nextModel();
    return (request, call) -> open(step, model, request, call);
  }

  private Future<ChatStream> open(String step, ChatModel model, ChatRequest request, Call call) {
    var hash = Sha256.hex(request.body().bytes());
    var known = steps.run().finished(step, hash);
    if (known.isPresent()) {
      return Future.succeededFuture(replay(known.get(), call));
    }
    return model
        .open(request, call)
        .map(stream -> stream.through(sink -> new StepSink(sink, call, step, hash)));
  }

  private static ChatStream replay(JsonNode kept, Call call) {
    var usage = EventJson.usage(kept.path("usage"));
    target(kept.path("deployment").asString(""))
        .ifPresent(target -> call.attempt(target).settle(new Outcome.Completed(usage)));
    var chunks =
        kept.path("events")
            .valueStream()
            .map(each -> Chunk.Events.of(EventJson.read(each)))
            .toList();
    return new ReplayStream(chunks, usage);
  }

  private static Optional<DeploymentId> target(String deployment) {
    int slash = deployment.indexOf('/');
    return slash > 0
        ? Optional.of(
            new DeploymentId(deployment.substring(0, slash), deployment.substring(slash + 1)))
        : Optional.empty();
  }

  @Override
  public Explanation explain(ChatRequest request, Caller caller) {
    return catalog.explain(request, caller);
  }

  @Override
  public List<Candidate> members(String name) {
    return catalog.members(name);
  }

  @Override
  public List<Entry> entries() {
    return catalog.entries();
  }

  /** Confined to the call's loop. */
  private final class StepSink extends ForwardingSink {
    private final Call call;
    private final String step;
    private final String hash;
    private final List<ChatEvent> events = new ArrayList<>();

    StepSink(ChatStream.Sink reader, Call call, String step, String hash) {
      super(reader);
      this.call = call;
      this.step = step;
      this.hash = hash;
    }

    @Override
    public void chunk(Chunk chunk) {
      events.addAll(chunk.events());
      super.chunk(chunk);
    }

    @Override
    public void end(Outcome outcome) {
      if (!(outcome instanceof Outcome.Completed(Usage usage))) {
        super.end(counted(outcome));
        return;
      }
      var _ =
          steps
              .run()
              .finish(step, hash, result(usage))
              .whenComplete(
                  (_, thrown) ->
                      call.loop()
                          .run(
                              () ->
                                  super.end(
                                      thrown == null
                                          ? outcome
                                          : new Outcome.Failed(Fault.from(thrown), usage))));
    }

    /** What an answer has used of which nothing came counts for the task all the same. */
    private Outcome counted(Outcome outcome) {
      var spent = spent();
      try {
        if (!spent.equals(TaskUsage.NONE)) {
          steps.run().used(spent);
        }
        return outcome;
      } catch (Fault beyond) {
        return new Outcome.Failed(beyond, outcome.usage());
      }
    }

    private StepResult result(Usage usage) {
      var attempts = call.attempts();
      var target = attempts.isEmpty() ? "" : attempts.getLast().target().deployment();
      var kept = Json.object().put("deployment", target);
      var list = kept.putArray("events");
      events.forEach(each -> list.add(EventJson.of(each)));
      kept.set("usage", EventJson.usage(usage));
      return new StepResult(kept, spent());
    }

    /** What all attempts at the answer have used. */
    private TaskUsage spent() {
      var spent = TaskUsage.NONE;
      for (var attempt : call.attempts()) {
        if (attempt.outcome().isPresent()) {
          var outcome = attempt.outcome().get();
          var usage = outcome.usage();
          long cost = prices.get().cost(attempt, outcome).knownNanoDollars();
          spent = spent.plus(new TaskUsage(usage.input(), usage.output(), cost));
        }
      }
      return spent;
    }
  }
}
