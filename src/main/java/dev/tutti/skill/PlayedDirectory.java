package dev.tutti.skill;

import dev.tutti.call.Call;
import dev.tutti.call.Caller;
import dev.tutti.call.ChatModel;
import dev.tutti.call.ChatStream;
import dev.tutti.call.Target;
import dev.tutti.chat.ChatRequest;
import dev.tutti.chat.Chunk;
import dev.tutti.chat.Fault;
import dev.tutti.chat.Outcome;
import dev.tutti.chat.Usage;
import dev.tutti.routing.Candidate;
import dev.tutti.routing.Directory;
import dev.tutti.routing.Explanation;
import io.vertx.core.Future;
import java.util.List;

/**
 * A directory in which every model says what is written down for it: no network.
 *
 * @param answers what is answered next
 */
record PlayedDirectory(Answers answers) implements Directory {

  /** Where the answers come from. */
  @FunctionalInterface
  interface Answers {
    /**
     * The answer to a request.
     *
     * @throws Fault when there is none
     */
    Exchange next(ChatRequest request);
  }

  @Override
  public ChatModel model(String name) {
    return this::open;
  }

  private Future<ChatStream> open(ChatRequest request, Call call) {
    var answer = answers.next(request);
    int slash = answer.deployment().indexOf('/');
    if (slash > 0) {
      var who = answer.deployment();
      call.attempt(new Target(who.substring(0, slash), who.substring(slash + 1)));
    }
    if (answer.outcome() instanceof Outcome.Failed(Fault fault, Usage _)
        && answer.events().isEmpty()) {
      return Future.failedFuture(fault);
    }
    return Future.succeededFuture(new Recital(answer));
  }

  @Override
  public Explanation explain(ChatRequest request, Caller caller) {
    return new Explanation(request.model(), List.of());
  }

  @Override
  public List<Candidate> members(String name) {
    return List.of();
  }

  @Override
  public List<Entry> entries() {
    return List.of();
  }

  /** Everything is there already, so that nobody need wait. */
  private record Recital(Exchange answer) implements ChatStream {
    @Override
    public void start(Sink sink) {
      answer.events().forEach(event -> sink.chunk(Chunk.Spoken.of(event)));
      sink.flush();
      sink.end(answer.outcome());
    }

    @Override
    public void pause() {}

    @Override
    public void resume() {}
  }
}
