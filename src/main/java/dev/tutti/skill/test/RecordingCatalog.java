package dev.tutti.skill.test;

import dev.tutti.call.Call;
import dev.tutti.call.Caller;
import dev.tutti.call.ChatModel;
import dev.tutti.call.ChatStream;
import dev.tutti.call.ForwardingSink;
import dev.tutti.chat.ChatRequest;
import dev.tutti.chat.Chunk;
import dev.tutti.chat.Fault;
import dev.tutti.chat.Outcome;
import dev.tutti.chat.Usage;
import dev.tutti.routing.ModelCatalog;
import dev.tutti.routing.balance.Candidate;
import dev.tutti.routing.balance.Explanation;
import io.vertx.core.Future;
import java.util.List;

/** A model catalog whose answers are recorded as they pass. Thread-safe. */
record RecordingCatalog(ModelCatalog catalog, Recorder recorder) implements ModelCatalog {

  @Override
  public ChatModel model(String name) {
    return (request, call) -> open(name, request, call);
  }

  private Future<ChatStream> open(String name, ChatRequest request, Call call) {
    var answer = recorder.begin(request, call);
    try {
      return catalog
          .model(name)
          .open(request, call)
          .map(stream -> stream.through(sink -> new RecordingSink(sink, answer)))
          .onFailure(thrown -> answer.end(new Outcome.Failed(Fault.from(thrown), Usage.NONE)));
    } catch (RuntimeException e) {
      answer.end(new Outcome.Failed(Fault.from(e), Usage.NONE));
      throw e;
    }
  }

  @Override
  public Explanation explain(ChatRequest request, Caller caller) {
    return catalog.explain(request, caller);
  }

  @Override
  public List<Candidate> members(String name) {
    return catalog.members(name);
  }

  @Override
  public List<Entry> entries() {
    return catalog.entries();
  }

  private static final class RecordingSink extends ForwardingSink {
    private final Recorder.AnswerRecorder answer;

    RecordingSink(ChatStream.Sink reader, Recorder.AnswerRecorder answer) {
      super(reader);
      this.answer = answer;
    }

    @Override
    public void chunk(Chunk chunk) {
      answer.hear(chunk.events());
      super.chunk(chunk);
    }

    @Override
    public void end(Outcome outcome) {
      answer.end(outcome);
      super.end(outcome);
    }
  }
}
