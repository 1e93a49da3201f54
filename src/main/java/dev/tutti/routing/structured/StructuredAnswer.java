package dev.tutti.routing.structured;

import dev.tutti.call.Call;
import dev.tutti.call.ChatModel;
import dev.tutti.call.ChatStream;
import dev.tutti.call.ReplayStream;
import dev.tutti.chat.ChatRequest;
import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.chat.Usage;
import dev.tutti.output.OutputForm;
import dev.tutti.routing.structured.StructuredOutput.Result;
import dev.tutti.text.WholeCharacters;
import io.vertx.core.Future;

/**
 * One call's way to an answer of some form. The answer is held until it is known to be valid, so
 * that nobody is shown what is not; it is then said as the upstream has said it, unless it had to
 * be repaired. Confined to the call's loop.
 */
final class StructuredAnswer {
  private static final int MOST_REPEATED = 32 << 10;

  private final ChatModel model;
  private final StructuredOutput output;
  private final OutputForm form;
  private final Call call;
  private Usage spent = Usage.NONE;
  private boolean again;

  StructuredAnswer(ChatModel model, StructuredOutput output, OutputForm form, Call call) {
    this.model = model;
    this.output = output;
    this.form = form;
    this.call = call;
  }

  Future<ChatStream> of(ChatRequest request) {
    if (call.cancelled()) {
      return Future.failedFuture(call.reason());
    }
    if (request.stream() && call.live()) {
      return model
          .open(request, call)
          .map(stream -> stream.through(sink -> new LiveAnswer(sink, output, form, call)));
    }
    return model
        .open(request, call)
        .compose(stream -> BufferedAnswer.of(stream, call))
        .compose(
            buffered ->
                call.loop()
                    .offload(() -> AnswerValidation.of(buffered, form))
                    .compose(found -> answer(request, buffered, found)));
  }

  private Future<ChatStream> answer(
      ChatRequest request, BufferedAnswer buffered, AnswerValidation found) {
    if (call.cancelled()) {
      return Future.failedFuture(call.reason());
    }
    spent = spent.plus(buffered.usage());
    if (!found.wrong().isEmpty()) {
      return refuse(request, found.wrong().getFirst());
    }
    boolean untouched = found.mended().isEmpty();
    output.count(call, again ? Result.REASKED : untouched ? Result.VALID : Result.REPAIRED);
    return Future.succeededFuture(
        untouched && !again
            ? new ReplayStream(buffered.chunks(), spent)
            : new ReplayStream(found.retold(buffered, spent), spent));
  }

  private Future<ChatStream> refuse(ChatRequest request, AnswerValidation.Wrong wrong) {
    if (again || wrong.cut() || form == OutputForm.OBJECT || call.degraded().isPresent()) {
      output.count(call, Result.INVALID);
      return Future.failedFuture(fault(wrong));
    }
    again = true;
    return of(corrected(request, wrong))
        .recover(
            thrown -> Future.failedFuture(call.cancelled() ? call.reason() : told(thrown, wrong)));
  }

  /** The first mistake is the fault, too, when the second attempt cannot be made. */
  private Fault told(Throwable thrown, AnswerValidation.Wrong wrong) {
    var fault = Fault.from(thrown);
    if (fault.code() == FaultCode.INVALID_OUTPUT) {
      return fault;
    }
    output.count(call, Result.INVALID);
    return Fault.of(
        FaultCode.INVALID_OUTPUT,
        "%s; it could not be asked again: %s"
            .formatted(fault(wrong).getMessage(), fault.getMessage()));
  }

  /** The fault of an answer that is not valid. */
  static Fault fault(AnswerValidation.Wrong wrong) {
    var flaws = String.join("; ", wrong.flaws());
    return Fault.of(
        FaultCode.INVALID_OUTPUT,
        wrong.cut()
            ? "the answer was cut at its most tokens (expected: a larger max_tokens): " + flaws
            : "the answer is not what response_format asks for: " + flaws);
  }

  private static ChatRequest corrected(ChatRequest request, AnswerValidation.Wrong wrong) {
    return request.followed(
        repeated(wrong.text()),
        "That answer is not valid: "
            + String.join("; ", wrong.flaws())
            + ". Answer again with the whole corrected JSON and nothing else.");
  }

  private static String repeated(String text) {
    return text.length() > MOST_REPEATED
        ? WholeCharacters.first(text, MOST_REPEATED) + "..."
        : text;
  }
}
