package dev.tutti.routing;

import dev.tutti.call.Call;
import dev.tutti.call.ChatModel;
import dev.tutti.call.ChatStream;
import dev.tutti.chat.ChatRequest;
import dev.tutti.chat.Fault;
import dev.tutti.token.learned.TokenLearning;
import io.vertx.core.Future;
import java.util.Optional;

/**
 * A model whose prompts are counted by what was learned of it, where its upstream does not report
 * their tokens. Thread-safe.
 */
record CountingModel(ChatModel model, TokenLearning tokens) implements ChatModel {
  @Override
  public Optional<Fault> against(ChatRequest request) {
    return model.against(request);
  }

  @Override
  public Future<ChatStream> open(ChatRequest request, Call call) {
    var name = request.model(); // a deployment knows another one
    return model.open(request.counted(prompt -> tokens.estimate(name, prompt)), call);
  }
}
