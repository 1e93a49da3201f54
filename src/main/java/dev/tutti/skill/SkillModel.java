package dev.tutti.skill;

import dev.tutti.call.Call;
import dev.tutti.call.ChatModel;
import dev.tutti.call.ChatStream;
import dev.tutti.chat.ChatEvent;
import dev.tutti.chat.ChatRequest;
import dev.tutti.chat.Fault;
import dev.tutti.chat.Json;
import dev.tutti.chat.Usage;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A skill as a model, for every door that knows models: the last message of the user is what the
 * user says, what comes before it is the history, and {@code context} in the request has the
 * inputs. Thread-safe.
 */
record SkillModel(SkillEngine engine, Executor threads, String name, Wanted wanted)
    implements ChatModel {

  @Override
  public Future<ChatStream> open(ChatRequest request, Call call) {
    var narration = Narration.begin(call);
    threads.execute(() -> narrate(request, call, narration));
    return narration.opened();
  }

  private void narrate(ChatRequest request, Call call, Narration narration) {
    try {
      narration.tell(new ChatEvent.Start(call.id(), request.model()));
      var result = engine.execute(asked(request), call, narration::tell);
      narration.complete(new ChatEvent.Finish(0, result.finish()), result.usage());
    } catch (RuntimeException | Error e) {
      narration.fail(Fault.from(e), Usage.NONE);
    }
  }

  private SkillRequest asked(ChatRequest request) {
    var messages = new ArrayList<ObjectNode>();
    for (var message : request.body().get("messages")) {
      if (message instanceof ObjectNode object) {
        messages.add(object);
      }
    }
    var text = text(messages);
    if (text.isPresent()) {
      messages.removeLast();
    }
    var context = request.body().get("context");
    if (!context.isMissingNode() && !context.isNull() && !context.isObject()) {
      throw Fault.invalid("context", "not an object (expected: the inputs by their names)");
    }
    return new SkillRequest(
        name,
        wanted,
        text.orElse(""),
        context instanceof ObjectNode inputs ? inputs : Json.object(),
        List.copyOf(messages),
        SkillRequest.FollowUp.AUTO,
        Duration.ZERO);
  }

  /** What the user says at the end, unless there is more to it than text. */
  private static Optional<String> text(List<ObjectNode> messages) {
    if (messages.isEmpty() || !messages.getLast().path("role").asString("").equals("user")) {
      return Optional.empty();
    }
    var content = messages.getLast().path("content");
    if (content.isString()) {
      return Optional.of(content.asString());
    }
    boolean plain =
        content.valueStream().allMatch(part -> part.path("type").asString("").equals("text"));
    return plain
        ? Optional.of(String.join("\n", content.valueStream().map(SkillModel::said).toList()))
        : Optional.empty();
  }

  private static String said(JsonNode part) {
    return part.path("text").asString("");
  }
}
