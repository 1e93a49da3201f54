package dev.tutti.recording;

import dev.tutti.call.Call;
import dev.tutti.call.ChatModel;
import dev.tutti.call.ChatStream;
import dev.tutti.chat.ChatRequest;
import dev.tutti.chat.Fault;
import io.vertx.core.Future;
import java.util.Optional;

/** Model whose bodies may be kept. */
record RecordedModel(ChatModel model, BodyRecorder recorder) implements ChatModel {

  @Override
  public Future<ChatStream> open(ChatRequest request, Call call) {
    return recorder.open(model, request, call);
  }

  @Override
  public Optional<Fault> against(ChatRequest request) {
    return model.against(request);
  }
}
