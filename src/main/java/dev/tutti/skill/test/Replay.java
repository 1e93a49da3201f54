package dev.tutti.skill.test;

import dev.tutti.chat.ChatRequest;
import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.chat.Outcome;
import dev.tutti.output.Judgement;
import dev.tutti.output.OutputForms;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Replay of recorded answers, in their order, held to the form that is asked for now. Thread-safe.
 */
record Replay(List<RecordedExchange> exchanges, OutputForms forms, AtomicInteger given)
    implements ScriptedModel.Answers {

  Replay(List<RecordedExchange> exchanges, OutputForms forms) {
    this(List.copyOf(exchanges), forms, new AtomicInteger());
  }

  @Override
  public RecordedExchange next(ChatRequest request) {
    int at = given.getAndIncrement();
    if (at >= exchanges.size()) {
      throw Fault.of(
          FaultCode.INVALID_REQUEST,
          "a model is asked %d times (expected: %d, as in the recording)"
              .formatted(at + 1, exchanges.size()));
    }
    var exchange = exchanges.get(at);
    return request.wantsSchema() && exchange.isAnswer() ? held(request, exchange) : exchange;
  }

  private RecordedExchange held(ChatRequest request, RecordedExchange exchange) {
    return switch (forms.of(request).judge(exchange.text())) {
      case Judgement.Fits _ -> exchange;
      case Judgement.Mended(String json) -> exchange.saying(json);
      case Judgement.Flawed(List<String> flaws) -> {
        var fault = Fault.of(FaultCode.INVALID_OUTPUT, String.join("; ", flaws));
        yield RecordedExchange.of(List.of(), new Outcome.Failed(fault, exchange.outcome().usage()));
      }
    };
  }
}
