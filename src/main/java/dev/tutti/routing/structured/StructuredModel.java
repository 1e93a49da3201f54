package dev.tutti.routing.structured;

import dev.tutti.call.Call;
import dev.tutti.call.ChatModel;
import dev.tutti.call.ChatStream;
import dev.tutti.chat.ChatRequest;
import dev.tutti.chat.Operation;
import io.vertx.core.Future;

/**
 * A model that holds its answers to the form that the caller asks for: what cannot be JSON of that
 * form is asked for once more, and then it is no answer. Calls that ask for no form pass through.
 * Thread-safe.
 */
public record StructuredModel(ChatModel model, StructuredOutput output) implements ChatModel {

  @Override
  public Future<ChatStream> open(ChatRequest request, Call call) {
    if (!request.wantsJson() || request.operation() != Operation.CHAT) {
      return model.open(request, call);
    }
    return call.loop()
        .offload(() -> output.forms().of(request))
        .compose(form -> new StructuredAnswer(model, output, form, call).of(request));
  }
}
