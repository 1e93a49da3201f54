package dev.tutti.selection.auto;

import dev.tutti.call.Call;
import dev.tutti.call.CallRouting;
import dev.tutti.call.ChatModel;
import dev.tutti.call.ChatStream;
import dev.tutti.chat.ChatRequest;
import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.chat.Operation;
import dev.tutti.selection.decision.QualityKnob;
import dev.tutti.selection.decision.RouteDecision;
import dev.tutti.selection.decision.RouteQuestion;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * Model that asks the one that is best for the request, with everything that stands around that
 * one: limits, budgets, cache, retry, fallback.
 */
record AutoModel(String name, @Nullable QualityKnob wanted, AutoRouting routing)
    implements ChatModel {
  /** Longer bodies are read, and their texts analysed, beside the loop. */
  private static final int LONG = 32 << 10;

  private static final String MODEL_HEADER = "x-tutti-route";
  private static final String BASIS_HEADER = "x-tutti-route-basis";

  /** A request that was read. */
  private record Read(PromptReading reading, RouteQuestion question) {}

  @Override
  public Future<ChatStream> open(ChatRequest request, Call call) {
    if (request.operation() != Operation.CHAT) {
      return Future.failedFuture(
          Fault.invalid("model", "\"%s\" chats only (expected: a chat)".formatted(name)));
    }
    var wish = call.tail().routing();
    if (!wish.enter()) {
      wish.leave();
      return Future.failedFuture(
          Fault.of(
              FaultCode.INVALID_REQUEST,
              "model: %s asks models that ask it again (expected: a rule without a circle)"
                  .formatted(name)));
    }
    var knob = routing.knob(wanted == null ? header(wish) : wanted, call.caller());
    var origin =
        new RouteQuestions.Origin(
            call.caller(),
            RequestTags.of(request, wish.tags()),
            routing.allowed().apply(call.caller()));
    return routing
        .conversations()
        .ready(call.loop())
        .compose(_ -> read(request, call, () -> read(request, origin, knob)))
        .compose(read -> ask(request, call, read))
        .onComplete(_ -> wish.leave());
  }

  private static @Nullable QualityKnob header(CallRouting wish) {
    return wish.quality().isPresent()
        ? QualityKnob.wanted(wish.quality().getAsDouble(), "x-tutti-quality")
        : null;
  }

  private Read read(ChatRequest request, RouteQuestions.Origin origin, QualityKnob knob) {
    var reading = PromptReading.of(request);
    return new Read(reading, routing.questions().of(request, reading, origin, knob));
  }

  private static <T> Future<T> read(ChatRequest request, Call call, Callable<T> reading) {
    return request.body().length() > LONG
        ? call.loop().offload(reading)
        : call.loop().read(request.body().length(), reading);
  }

  private Future<ChatStream> ask(ChatRequest request, Call call, Read read) {
    try {
      var decision = routing.decide(request, call, read.reading, read.question);
      var asked = routing.asked(decision);
      call.tail()
          .routing()
          .decided(RouteJson.record(decision, read.question, asked, routing.isShadow()));
      call.answerer(headers(decision, asked));
      return routing
          .deciders()
          .models()
          .model(asked)
          .open(RouteParameters.applied(request, asked, decision.params()), call)
          .map(stream -> routing.watched(stream, read.question, asked))
          .onFailure(thrown -> routing.failed(Fault.from(thrown), read.question, asked));
    } catch (Fault fault) {
      return Future.failedFuture(fault);
    }
  }

  private static List<Map.Entry<String, String>> headers(RouteDecision decision, String asked) {
    return List.of(
        Map.entry(MODEL_HEADER, asked), Map.entry(BASIS_HEADER, decision.basis().word()));
  }
}
