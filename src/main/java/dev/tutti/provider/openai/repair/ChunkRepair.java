package dev.tutti.provider.openai.repair;

import dev.tutti.chat.Json;
import dev.tutti.provider.translate.TokenMeter;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Repair of chunks, which makes a regular one of one that is not, and keeps what it does not know.
 * Slow, because it works on a tree; stateful, because what is regular depends on what was said
 * before. Not thread-safe.
 */
public final class ChunkRepair {
  private static final List<String> EVERYWHERE =
      List.of(
          "id",
          "object",
          "created",
          "model",
          "choices",
          "usage",
          "system_fingerprint",
          "service_tier",
          "obfuscation");
  private static final Set<String> IN_CHOICES =
      Set.of("index", "delta", "text", "finish_reason", "native_finish_reason", "logprobs");

  private final AnswerShape shape;
  private final AnswerHead head;
  private final StreamProgress progress;
  private final MessageRepair messages;
  private ObjectNode carried = Json.object();

  public ChunkRepair(
      AnswerShape shape, AnswerHead head, StreamProgress progress, TokenMeter meter) {
    this.shape = shape;
    this.head = head;
    this.progress = progress;
    this.messages = new MessageRepair(meter);
  }

  /** Whether the next chunk has to take along what came in one that had no choices. */
  public boolean carries() {
    return !carried.isEmpty();
  }

  /** Repairs a chunk in place; null when it has nothing to say yet. */
  public @Nullable ObjectNode mend(ObjectNode chunk) {
    var choices = Json.object().putArray("choices");
    int position = 0;
    for (var each : chunk.path("choices")) {
      if (each instanceof ObjectNode choice && choice(choice, position++)) {
        choices.add(choice);
      }
    }
    if (choices.isEmpty()) {
      carried.setAll(chunk.remove(EVERYWHERE));
      return null;
    }
    mendHead(chunk, head);
    chunk.set("choices", choices);
    return withCarried(chunk);
  }

  /** Repairs what stands beside the choices. */
  static void mendHead(ObjectNode answer, AnswerHead head) {
    head.complete(answer);
    var tier = answer.path("service_tier");
    if (answer.has("service_tier") && !ServiceTier.known(tier)) {
      answer.set("provider_service_tier", tier);
      answer.remove("service_tier");
    }
    if (!answer.path("system_fingerprint").isString()) {
      answer.remove("system_fingerprint");
    }
  }

  /** Adds what was carried from chunks without choices. */
  ObjectNode withCarried(ObjectNode chunk) {
    carried.forEachEntry(
        (name, value) -> {
          if (!chunk.has(name)) {
            chunk.set(name, value);
          }
        });
    carried = Json.object();
    return chunk;
  }

  /** Repairs a choice; whether it says anything. */
  private boolean choice(ObjectNode choice, int position) {
    int index = choice.path("index").asInt(position);
    choice.put("index", index);
    var state = progress.choice(index);
    state.begin();
    if (shape.isChat()) {
      delta(choice, state);
    } else if (!choice.path("text").isString()) {
      choice.put("text", choice.path("text").asString(""));
    }
    mendLogprobs(choice, shape);
    boolean late = state.finished();
    if (!FinishWord.mend(choice, state.calling()).isEmpty()) {
      state.finish();
    }
    if (late) {
      choice.putNull("finish_reason");
    }
    return !late || isSubstantial(choice) || !IN_CHOICES.containsAll(choice.propertyNames());
  }

  /** Likelihoods that a client could not read are taken out. */
  static void mendLogprobs(ObjectNode choice, AnswerShape shape) {
    var logprobs = choice.path("logprobs");
    if (choice.has("logprobs")
        && !(logprobs.isObject() && (!shape.isChat() || logprobs.has("content")))) {
      choice.putNull("logprobs");
    }
  }

  private void delta(ObjectNode choice, ChoiceProgress state) {
    var delta =
        choice.path("delta") instanceof ObjectNode given ? given : choice.putObject("delta");
    messages.mend(delta);
    delta.remove("role");
    if (delta.path("tool_calls").isArray()) {
      calls(delta, delta.get("tool_calls"), state);
    }
    if (state.say()) {
      delta.put("role", "assistant");
    }
  }

  private void calls(ObjectNode delta, JsonNode given, ChoiceProgress state) {
    var calls = delta.putArray("tool_calls");
    for (var each : given) {
      if (each instanceof ObjectNode call) {
        call(call, calls, state);
      }
    }
    if (calls.isEmpty()) {
      delta.remove("tool_calls");
    }
  }

  /** Id and name are said once, with the first fragment. */
  private void call(ObjectNode call, ArrayNode to, ChoiceProgress state) {
    if (call.has("custom")) {
      to.add(call); // a kind of tool whose input is no JSON; only OpenAI has it
      return;
    }
    var function =
        call.path("function") instanceof ObjectNode given ? given : call.putObject("function");
    var id = call.path("id").asString("");
    var name = function.path("name").asString("");
    var arguments = messages.arguments(function);
    var known = state.call(call.path("index").asInt(-1), id, name, arguments);
    call.put("index", known.index());
    if (known.named()) {
      call.remove(List.of("id", "type"));
      function.remove("name");
      function.put("arguments", arguments);
    } else if (name.isEmpty()) {
      known.hold(id, arguments);
      return;
    } else {
      var said = id.isEmpty() ? known.id() : id;
      var chosen = state.ids().next(said, () -> "call_" + head.token());
      call.put("id", chosen).put("type", "function");
      var named = said.isEmpty() ? chosen : said;
      function.put("arguments", known.name(named, CallProgress.isWhole(arguments)) + arguments);
    }
    to.add(call);
  }

  /** Whether a caller has something to lose. */
  public static boolean isSubstantial(JsonNode choice) {
    return choice.path("finish_reason").isString()
        || !choice.path("text").asString("").isEmpty()
        || MessageRepair.isSubstantial(choice.path("delta"));
  }
}
