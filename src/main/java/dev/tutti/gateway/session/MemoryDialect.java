package dev.tutti.gateway.session;

import dev.tutti.call.Call;
import dev.tutti.call.Caller;
import dev.tutti.call.ChatModel;
import dev.tutti.chat.ChatRequest;
import dev.tutti.chat.Json;
import dev.tutti.chat.JsonEdits;
import dev.tutti.chat.Operation;
import dev.tutti.context.TokenBudget;
import dev.tutti.gateway.chat.Dialect;
import dev.tutti.gateway.chat.ParsedRequest;
import dev.tutti.session.view.MemoryLines;
import dev.tutti.session.view.ViewMemory;
import io.vertx.core.Future;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.IntSupplier;

/**
 * A dialect whose models are told what is known about the end user, where the configuration wants
 * that: as a system message behind those of the caller. Skills say by their templates whether they
 * are told.
 */
public record MemoryDialect(Dialect dialect, Source source) implements ForwardingDialect {
  private static final String SKILLS = "skill:";

  /**
   * Source of what is known.
   *
   * @param budget tokens of a whole view, at this moment
   * @param threads virtual ones, on which it is looked up
   */
  public record Source(ViewMemory memory, IntSupplier budget, Executor threads) {
    private String of(Caller caller, String said) {
      return MemoryLines.fitting(memory.of(caller, said), TokenBudget.of(budget.getAsInt()));
    }
  }

  @Override
  public ParsedRequest read(byte[] body) {
    return new InformedRequest(dialect.read(body), source);
  }

  @Override
  public ParsedRequest read(byte[] body, Function<String, Optional<String>> header) {
    return new InformedRequest(dialect.read(body, header), source);
  }

  /** A request to whose model is told what is known. */
  private record InformedRequest(ParsedRequest parsed, Source source) implements ForwardingRequest {
    @Override
    public ChatModel around(ChatModel model, ChatRequest request, Call call) {
      var inner = parsed.around(model, request, call);
      var caller = call.caller().of(request);
      boolean tells =
          source.memory.tellsChats()
              && request.operation() == Operation.CHAT
              && !caller.user().isBlank()
              && !request.model().startsWith(SKILLS);
      return tells
          ? (asked, of) -> told(asked, caller, of).compose(each -> inner.open(each, of))
          : inner;
    }

    private Future<ChatRequest> told(ChatRequest request, Caller caller, Call call) {
      call.memory().take(Json.nodesOf(request.body().bytes()));
      return call.loop()
          .bring(CompletableFuture.supplyAsync(() -> told(request, caller), source.threads));
    }

    private ChatRequest told(ChatRequest request, Caller caller) {
      var messages = new ToldMessages(request.body().get("messages"));
      var text = source.of(caller, messages.said());
      return text.isEmpty()
          ? request
          : request.edited(JsonEdits.none().set("messages", messages.with(text)));
    }
  }
}
