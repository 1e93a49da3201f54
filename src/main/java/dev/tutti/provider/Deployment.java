package dev.tutti.provider;

import dev.tutti.call.Attempt;
import dev.tutti.call.Call;
import dev.tutti.call.ChatModel;
import dev.tutti.call.ChatStream;
import dev.tutti.call.DeploymentId;
import dev.tutti.call.Guard;
import dev.tutti.call.PassthroughAnswer;
import dev.tutti.call.PassthroughRequest;
import dev.tutti.call.SchemaMode;
import dev.tutti.chat.ChatRequest;
import dev.tutti.chat.Fault;
import dev.tutti.chat.Outcome;
import dev.tutti.chat.ResponsesForm;
import dev.tutti.chat.Usage;
import dev.tutti.provider.exchange.Backend;
import dev.tutti.provider.openai.CustomCalls;
import dev.tutti.provider.openai.FunctionForm;
import dev.tutti.provider.structured.AnswerTool;
import dev.tutti.provider.structured.SchemaNegotiation;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** A model at a provider: asks its guards, speaks to its backend, settles. Thread-safe. */
public final class Deployment implements ChatModel {
  /** Reasoning that it does not take, then reasoning that it cannot read. */
  private static final int MOST_INSTEAD = 2;

  private final DeploymentId target;
  private final List<Guard> guards;
  private final Backend backend;

  Deployment(DeploymentId target, List<Guard> guards, Backend backend) {
    this.target = target;
    this.guards = List.copyOf(guards);
    this.backend = backend;
  }

  /** The id of the deployment. */
  public DeploymentId target() {
    return target;
  }

  /** The API is chosen once, before anybody waits, and is changed by a refusal once at most. */
  @Override
  public Future<ChatStream> open(ChatRequest request, Call call) {
    var chosen = backend.chosen(request, target.model());
    boolean inResponses = chosen.speaksResponses(request, target.model());
    return open(chosen, request, call)
        .recover(
            thrown -> {
              var other =
                  call.cancelled()
                      ? Optional.<Backend>empty()
                      : backend.other(inResponses, request, target.model(), Fault.from(thrown));
              return other.isPresent()
                  ? open(other.get(), request, call)
                  : Future.failedFuture(thrown);
            });
  }

  /** Members that only OpenAI's Responses API has, where the provider is asked in another one. */
  @Override
  public Optional<Fault> against(ChatRequest request) {
    return against(request, () -> backend.chosen(request, target.model()));
  }

  private Optional<Fault> against(ChatRequest request, Supplier<Backend> asked) {
    return request
        .responses()
        .flatMap(ResponsesForm::beyondChat)
        .filter(_ -> !asked.get().speaksResponses(request, target.model()))
        .map(Fault::unfit);
  }

  private Future<ChatStream> open(Backend asked, ChatRequest request, Call call) {
    try {
      var against = against(request, () -> asked);
      if (against.isPresent()) {
        return Future.failedFuture(against.get());
      }
      if (!request.hasCustomTools() || asked.takesCustomTools(request, target.model())) {
        return answer(asked, request, call);
      }
      return call.loop()
          .read(request.body().length(), () -> FunctionForm.of(request))
          .compose(
              form ->
                  answer(asked, form.request(), call)
                      .map(said -> said.through(sink -> new CustomCalls(sink, form.custom()))));
    } catch (Fault fault) {
      return Future.failedFuture(fault);
    }
  }

  private Future<ChatStream> answer(Backend asked, ChatRequest request, Call call) {
    if (!request.wantsSchema()) {
      return ask(asked, request, call, _ -> {}, MOST_INSTEAD);
    }
    return new SchemaNegotiation(request, call, (form, mode) -> ask(asked, form, call, mode))
        .from(asked.schemaMode(request, target.model()));
  }

  private Future<ChatStream> ask(Backend asked, ChatRequest request, Call call, SchemaMode mode) {
    var answer = ask(asked, request, call, attempt -> attempt.schemaMode(mode), MOST_INSTEAD);
    return mode == SchemaMode.TOOL ? answer.map(stream -> stream.through(AnswerTool::new)) : answer;
  }

  /** Asks, and asks otherwise where the refusal says how, so many times at most. */
  private Future<ChatStream> ask(
      Backend asked, ChatRequest request, Call call, Consumer<Attempt> begun, int instead) {
    var attempt = call.attempt(target);
    begun.accept(attempt);
    return admitted(request, call, attempt, guards)
        .compose(_ -> asked.open(request, call, attempt))
        .recover(
            thrown -> {
              var other =
                  instead > 0 && !call.cancelled()
                      ? asked.instead(request, target.model(), Fault.from(thrown))
                      : Optional.<ChatRequest>empty();
              return other.isPresent()
                  ? ask(asked, other.get(), call, begun, instead - 1)
                  : Future.failedFuture(thrown);
            });
  }

  /**
   * Relays a request to an endpoint that nobody here understands. The future completes with the
   * upstream's status and headers, the body paused, or fails with a {@link Fault}.
   *
   * @param before what is asked before the provider's own guards
   */
  public Future<PassthroughAnswer> pass(
      PassthroughRequest request, Call call, Collection<Guard> before) {
    var attempt = call.attempt(target);
    var asked = new ArrayList<Guard>(before);
    asked.addAll(guards);
    return admitted(request.facts(), call, attempt, asked)
        .compose(_ -> backend.pass(request, call, attempt));
  }

  /** Asks the guards in their order; an attempt that one of them refuses is settled. */
  private static Future<Void> admitted(
      ChatRequest request, Call call, Attempt attempt, List<Guard> guards) {
    return admit(request, call, attempt, guards.iterator())
        .onSuccess(_ -> attempt.admitted())
        .onFailure(refused -> attempt.settle(new Outcome.Failed(Fault.from(refused), Usage.NONE)));
  }

  /**
   * Asks its provider which models there are, which costs nothing, and does not look at the answer:
   * what it tells is that the provider can be reached and takes the key. No guard is asked. Fails
   * with a {@link Fault}; {@code invalid_request} when the provider has no list.
   */
  public Future<Void> reach(Call call) {
    return backend.reach(call);
  }

  private static Future<Void> admit(
      ChatRequest request, Call call, Attempt attempt, Iterator<Guard> left) {
    while (left.hasNext()) {
      var admitted = left.next().admit(request, call, attempt);
      if (!admitted.succeeded()) {
        return admitted.compose(_ -> admit(request, call, attempt, left));
      }
    }
    return Future.succeededFuture();
  }
}
