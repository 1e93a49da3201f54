package dev.tutti.gateway.chat;

import dev.tutti.call.ActiveCalls;
import dev.tutti.call.Call;
import dev.tutti.call.CallEnd;
import dev.tutti.call.CallSubject;
import dev.tutti.call.Caller;
import dev.tutti.call.ChatStream;
import dev.tutti.chat.ChatRequest;
import dev.tutti.chat.Chunk;
import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.chat.Json;
import dev.tutti.chat.Outcome;
import dev.tutti.chat.Usage;
import dev.tutti.http.CallStart;
import dev.tutti.ledger.Prices;
import dev.tutti.platform.Platform;
import dev.tutti.routing.ModelCatalog;
import dev.tutti.security.Principal;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * Answers of endpoints without an HTTP exchange, such as of tasks and of lines of batches: read,
 * admitted, asked, recorded and written as there. Blocking, for virtual threads; an interrupt
 * cancels the call. Thread-safe.
 *
 * @param live where calls are counted until their answers have ended
 */
public record DetachedCalls(
    Platform platform,
    CallStart start,
    Supplier<ModelCatalog> catalog,
    Supplier<Prices> prices,
    ActiveCalls live) {
  private static final Duration SETTLING = Duration.ofSeconds(10);

  /**
   * Who asks, and where.
   *
   * @param endpoint a path, or a word that stands for one, in what is recorded
   * @param caller on whose behalf; one of the principal's
   * @param task id of the durable task that asks
   * @param time that it may take
   * @param background whether all other calls go before it
   */
  public record DetachedRequest(
      Dialect dialect,
      Buffer body,
      String endpoint,
      Principal principal,
      Caller caller,
      String task,
      Duration time,
      boolean background) {}

  /**
   * A complete answer.
   *
   * @param requestId of its call
   * @param body as the endpoint writes it
   * @param usage of all attempts
   * @param nanoDollars of all attempts, as far as prices are known
   */
  public record DetachedAnswer(String requestId, Buffer body, Usage usage, long nanoDollars) {}

  /**
   * The model that a body asks, for who may ask it.
   *
   * @throws Fault as the endpoint refuses it
   */
  public static ChatRequest check(ChatRequest request, Principal principal) {
    principal.requireModel(request.model());
    OtherModels.in(request.body()).ifPresent(principal::requireEveryModel);
    return request;
  }

  /**
   * Asks and waits for the whole answer.
   *
   * @throws Fault when there is none
   */
  public DetachedAnswer ask(DetachedRequest asked, FailedSpending failed) {
    return ask(asked, nextId(), failed);
  }

  /** Hears of what a call has used of which nothing came. */
  @FunctionalInterface
  public interface FailedSpending {
    /**
     * It has used so much.
     *
     * @throws Fault that counts for more than the one as which the call has failed
     */
    void used(Usage usage, long nanoDollars);
  }

  /** Id of a call that is to be made. */
  public String nextId() {
    return platform.ids().next();
  }

  /**
   * Asks and waits for the whole answer.
   *
   * @param id of the call, for who has to know it where it fails, too
   * @throws Fault when there is none
   */
  public DetachedAnswer ask(DetachedRequest asked, String id, FailedSpending failed) {
    var call = new Call(id, asked.caller, platform.loops().next(), asked.time);
    call.tail().background(asked.background);
    call.tail().forTask(asked.task);
    start.traces().begin(null).ifPresent(call::trace);
    live.add(call);
    try (var memory = platform.pools().memory().lease()) {
      call.memory(memory);
      var body = wait(begin(asked, call), call);
      start.observer().tell(call, CallEnd.COMPLETED);
      return answer(call, body);
    } catch (Fault fault) {
      call.cancel(fault); // what it holds is given back, such as its turn in a conversation
      start.observer().tell(call, fault.code().code());
      var spent = answer(call, Buffer.buffer());
      if (!spent.usage.isNone()) {
        failed.used(spent.usage, spent.nanoDollars);
      }
      throw fault;
    } finally {
      live.remove(call);
    }
  }

  private CompletableFuture<Buffer> begin(DetachedRequest asked, Call call) {
    var answer = new CompletableFuture<Buffer>();
    var body = asked.body.getBytes();
    if (asked.dialect.makesTrees()) {
      call.memory().take(Json.heapOf(body));
    }
    var parsed = asked.dialect.read(body);
    call.loop()
        .run(
            () -> {
              var stop = call.enforceDeadline();
              var _ = answer.whenComplete((_, _) -> call.loop().run(stop));
              var _ = call.onCancel(() -> answer.completeExceptionally(call.reason()));
              var _ =
                  Future.succeededFuture(parsed)
                      .compose(each -> each.request(call))
                      .compose(
                          request ->
                              parsed.ready(call).compose(_ -> open(asked, parsed, request, call)))
                      .onSuccess(
                          opened -> opened.stream.start(new Collector(opened.writer, answer)))
                      .onFailure(answer::completeExceptionally);
            });
    return answer;
  }

  /** Answer that has begun, and what collects it. */
  private record OpenAnswer(ChatStream stream, WholeWriter writer) {}

  private Future<OpenAnswer> open(
      DetachedRequest asked, ParsedRequest parsed, ChatRequest request, Call call) {
    call.subject(
        new CallSubject(
            "",
            asked.endpoint,
            request.operation(),
            request.model(),
            request.stream(),
            request.user().orElse("")));
    check(request, asked.principal);
    var visible = new VisibleModels(catalog.get(), asked.principal);
    var model = parsed.around(visible.model(request.model()), request, call);
    long now = platform.clock().instant().getEpochSecond();
    var report = new CallReport(call, false, prices);
    var context = new AnswerContext(request, call, now, start.settings().echoModel(), report);
    var writer = parsed.whole(context);
    return model.open(request, call).map(stream -> new OpenAnswer(stream, writer));
  }

  private static Buffer wait(CompletableFuture<Buffer> answer, Call call) {
    try {
      return answer.get();
    } catch (InterruptedException _) {
      call.cancel();
      Thread.currentThread().interrupt();
      throw Fault.of(FaultCode.CANCELLED, "the reader was interrupted");
    } catch (ExecutionException e) {
      throw Fault.from(e.getCause() == null ? e : e.getCause());
    }
  }

  /** With what its attempts have used, once the loop has settled them. */
  private DetachedAnswer answer(Call call, Buffer body) {
    var settled = new CompletableFuture<DetachedAnswer>();
    call.loop().run(() -> settled.complete(settled(call, body)));
    try {
      return settled.get(SETTLING.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException _) {
      // The answer counts for more than what it has used.
    }
    return new DetachedAnswer(call.id(), body, Usage.NONE, 0);
  }

  private DetachedAnswer settled(Call call, Buffer body) {
    var usage = Usage.NONE;
    long cost = 0;
    for (var attempt : call.attempts()) {
      var outcome = attempt.outcome();
      if (outcome.isPresent()) {
        usage = usage.plus(outcome.get().usage());
        cost += prices.get().cost(attempt, outcome.get()).knownNanoDollars();
      }
    }
    return new DetachedAnswer(call.id(), body, usage, cost);
  }

  /** Runs on the call's loop. */
  private record Collector(WholeWriter writer, CompletableFuture<Buffer> answer)
      implements ChatStream.Sink {
    @Override
    public void chunk(Chunk chunk) {
      writer.chunk(chunk);
    }

    @Override
    public void flush() {}

    @Override
    public void end(Outcome outcome) {
      switch (outcome) {
        case Outcome.Completed(Usage usage) ->
            writer
                .keep(usage)
                .map(_ -> writer.body(usage))
                .onSuccess(answer::complete)
                .onFailure(answer::completeExceptionally);
        case Outcome.Failed(Fault fault, Usage _) -> answer.completeExceptionally(fault);
      }
    }
  }
}
