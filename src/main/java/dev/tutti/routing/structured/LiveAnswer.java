package dev.tutti.routing.structured;

import dev.tutti.call.Call;
import dev.tutti.call.ChatStream;
import dev.tutti.chat.ChatEvent;
import dev.tutti.chat.Chunk;
import dev.tutti.chat.Fault;
import dev.tutti.chat.Outcome;
import dev.tutti.chat.Usage;
import dev.tutti.output.OutputForm;
import dev.tutti.routing.structured.StructuredOutput.Result;
import java.util.ArrayList;
import java.util.List;

/**
 * An answer of some form that is shown while it grows. Its end is held back until it is known to be
 * valid; when it is not, the answer fails in the place of ending: what was shown cannot be mended.
 * Confined to the call's loop.
 */
final class LiveAnswer implements ChatStream.Sink {
  private final ChatStream.Sink sink;
  private final StructuredOutput output;
  private final OutputForm form;
  private final Call call;
  private final BufferedAnswer notes;
  private final List<Chunk> end = new ArrayList<>();

  LiveAnswer(ChatStream.Sink sink, StructuredOutput output, OutputForm form, Call call) {
    this.sink = sink;
    this.output = output;
    this.form = form;
    this.call = call;
    this.notes = BufferedAnswer.beside(call);
  }

  @Override
  public void chunk(Chunk chunk) {
    notes.chunk(chunk);
    if (!end.isEmpty() || chunk.events().stream().anyMatch(ChatEvent.Finish.class::isInstance)) {
      end.add(chunk);
    } else {
      sink.chunk(chunk);
    }
  }

  @Override
  public void flush() {
    sink.flush();
  }

  @Override
  public void end(Outcome outcome) {
    switch (outcome) {
      case Outcome.Failed _ -> sink.end(outcome);
      case Outcome.Completed(Usage usage) ->
          call.loop()
              .offload(() -> AnswerValidation.of(notes, form))
              .onSuccess(found -> end(found, usage))
              .onFailure(thrown -> sink.end(new Outcome.Failed(Fault.from(thrown), usage)));
    }
  }

  private void end(AnswerValidation found, Usage usage) {
    var wrong = found.shownWrong(notes);
    output.count(call, wrong.isEmpty() ? Result.VALID : Result.INVALID);
    if (call.cancelled()) {
      sink.end(new Outcome.Failed(call.reason(), usage));
    } else if (!wrong.isEmpty()) {
      sink.end(new Outcome.Failed(StructuredAnswer.fault(wrong.getFirst()), usage));
    } else {
      end.forEach(sink::chunk);
      sink.flush();
      sink.end(new Outcome.Completed(usage));
    }
  }
}
