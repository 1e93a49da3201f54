package dev.tutti.skill.test;

import dev.tutti.call.Call;
import dev.tutti.call.ChatModel;
import dev.tutti.call.ChatStream;
import dev.tutti.call.DeploymentId;
import dev.tutti.call.ReplayStream;
import dev.tutti.chat.ChatRequest;
import dev.tutti.chat.Chunk;
import dev.tutti.chat.Fault;
import dev.tutti.chat.Outcome;
import dev.tutti.chat.Usage;
import io.vertx.core.Future;

/**
 * A model that says what is written down for it: no network.
 *
 * @param answers what is answered next
 */
record ScriptedModel(Answers answers) implements ChatModel {

  /** Source of the answers. */
  @FunctionalInterface
  interface Answers {
    /**
     * The answer to a request.
     *
     * @throws Fault when there is none
     */
    RecordedExchange next(ChatRequest request);
  }

  @Override
  public Future<ChatStream> open(ChatRequest request, Call call) {
    var answer = answers.next(request);
    int slash = answer.deployment().indexOf('/');
    if (slash > 0) {
      var who = answer.deployment();
      call.attempt(new DeploymentId(who.substring(0, slash), who.substring(slash + 1)))
          .settle(answer.outcome());
    }
    if (answer.outcome() instanceof Outcome.Failed(Fault fault, Usage _)
        && answer.events().isEmpty()) {
      return Future.failedFuture(fault);
    }
    var chunks = answer.events().stream().map(Chunk.Events::of).toList();
    return Future.succeededFuture(new ReplayStream(chunks, answer.outcome()));
  }
}
