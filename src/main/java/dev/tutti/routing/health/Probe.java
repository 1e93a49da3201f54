package dev.tutti.routing.health;

import dev.tutti.call.Call;
import dev.tutti.call.ChatStream;
import dev.tutti.chat.ChatRequest;
import dev.tutti.chat.Chunk;
import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.chat.Outcome;
import dev.tutti.provider.Deployment;
import dev.tutti.routing.balance.Candidate;
import io.vertx.core.Future;
import io.vertx.core.Promise;

/**
 * One question to one deployment, to see whether it answers. A chat goes through the deployment's
 * guards as every call does, so it is in the ledger, under whatever caller its call has.
 */
record Probe(HealthSettings.ProbeKind kind, Candidate candidate) {

  /** Asks; completes when it was answered to the end, else fails. Throws nothing. */
  Future<Void> ask(Call call) {
    return Future.succeededFuture().compose(_ -> send(call));
  }

  private Future<Void> send(Call call) {
    return switch (kind) {
      case OFF -> Future.succeededFuture();
      case MODELS ->
          candidate.model() instanceof Deployment deployment ? deployment.reach(call) : chat(call);
      case CHAT -> chat(call);
    };
  }

  /** Some models refuse so low a limit; they are asked again without one. */
  private Future<Void> chat(Call call) {
    var stop = call.enforceDeadline();
    return chat(question().maxTokens(1).build(), call)
        .recover(
            thrown ->
                Fault.from(thrown).code() == FaultCode.INVALID_REQUEST
                    ? chat(question().build(), call)
                    : Future.failedFuture(thrown))
        .onComplete(_ -> stop.run());
  }

  private ChatRequest.Builder question() {
    return ChatRequest.builder(candidate.target().deployment()).user("Hi");
  }

  private Future<Void> chat(ChatRequest request, Call call) {
    return candidate
        .model()
        .open(request, call)
        .compose(
            stream -> {
              Promise<Void> reached = Promise.promise();
              stream.start(new End(reached));
              return reached.future();
            });
  }

  /** Sink that waits for the end of an answer and reads nothing of it. */
  private record End(Promise<Void> reached) implements ChatStream.Sink {
    @Override
    public void chunk(Chunk chunk) {}

    @Override
    public void flush() {}

    @Override
    public void end(Outcome outcome) {
      switch (outcome) {
        case Outcome.Completed _ -> reached.complete();
        case Outcome.Failed(Fault fault, var _) -> reached.fail(fault);
      }
    }
  }
}
