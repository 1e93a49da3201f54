package dev.tutti.gateway.openai;

import dev.tutti.chat.AnthropicWords;
import dev.tutti.chat.ChatEvent;
import dev.tutti.chat.ChatEvent.Extension;
import dev.tutti.chat.ChatEvent.Finish;
import dev.tutti.chat.ChatEvent.Logprobs;
import dev.tutti.chat.ChatEvent.Reasoning;
import dev.tutti.chat.ChatEvent.Refusal;
import dev.tutti.chat.ChatEvent.Spent;
import dev.tutti.chat.ChatEvent.Start;
import dev.tutti.chat.ChatEvent.Text;
import dev.tutti.chat.ChatEvent.ToolCall;
import dev.tutti.chat.ChatRequest;
import dev.tutti.chat.FinishReason;
import dev.tutti.chat.Json;
import dev.tutti.chat.OpenAiUsage;
import dev.tutti.chat.Operation;
import dev.tutti.chat.Reply;
import dev.tutti.chat.Usage;
import dev.tutti.gateway.chat.AnswerContext;
import dev.tutti.gateway.chat.CallReport;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes what a model said in OpenAI's JSON, for answers that do not come in it. Not thread-safe.
 */
final class OpenAiJsonWriter {
  /** The member of a call whose input is no JSON, in the place of {@code function}. */
  private static final String CUSTOM = "custom";

  private final boolean completion;
  private final long created;
  private final String fallbackId;
  private final boolean echo;
  private final String asked;
  private final BitSet begun = new BitSet();
  private final ArrayNode signed = Json.array();
  private String id;
  private String model;

  /**
   * @param call the request id, for an answer that has no name of its own
   * @param created in seconds since 1970
   * @param echo whether the model is named as the caller did
   */
  OpenAiJsonWriter(ChatRequest request, String call, long created, boolean echo) {
    this.completion = request.operation() == Operation.TEXT_COMPLETION;
    this.created = created;
    this.fallbackId = (completion ? "cmpl-" : "chatcmpl-") + call;
    this.echo = echo;
    this.asked = request.model();
    this.id = fallbackId;
    this.model = asked;
  }

  /** For an answer in its context. */
  static OpenAiJsonWriter in(AnswerContext context) {
    return new OpenAiJsonWriter(
        context.request(), context.call().id(), context.created(), context.echoModel());
  }

  /** The chunk that says an event, or null for one that is not said in a chunk of its own. */
  @Nullable ObjectNode chunk(ChatEvent event) {
    return switch (event) {
      case Start(String name, String answerer) -> start(name, answerer);
      case Text(int choice, String text) ->
          completion ? text(choice, text) : delta(choice, "content", text);
      case Reasoning(int choice, String text) ->
          completion ? null : delta(choice, "reasoning_content", text);
      case Refusal(int choice, String text) ->
          completion ? text(choice, text) : delta(choice, "refusal", text);
      case ToolCall call -> completion ? null : tool(call);
      case Logprobs(int choice, List<JsonNode> tokens) ->
          completion ? null : logprobs(choice, tokens);
      case Extension(int choice, String name, JsonNode value) ->
          completion || isHeld(name, value) ? null : extension(choice, name, value);
      case Finish(int choice, FinishReason reason) -> finish(choice, reason);
      case Spent _ -> null;
    };
  }

  private @Nullable ObjectNode start(String name, String answerer) {
    id = name.isEmpty() ? fallbackId : name;
    model = echo || answerer.isEmpty() ? asked : answerer;
    if (completion) {
      return null;
    }
    var chunk = envelope("chat.completion.chunk");
    delta(choice(chunk, 0), 0).put("content", "");
    return chunk;
  }

  private ObjectNode delta(int index, String member, String text) {
    var chunk = envelope("chat.completion.chunk");
    delta(choice(chunk, index), index).put(member, text);
    return chunk;
  }

  /** Addition of a chunk to a choice; the first of each choice says whose message it is. */
  private ObjectNode delta(ObjectNode choice, int index) {
    var delta = choice.putObject("delta");
    if (!begun.get(index)) {
      begun.set(index);
      delta.put("role", "assistant");
    }
    return delta;
  }

  private ObjectNode text(int index, String text) {
    var chunk = envelope("text_completion");
    choice(chunk, index).put("text", text).putNull("logprobs");
    return chunk;
  }

  private ObjectNode tool(ToolCall call) {
    var chunk = envelope("chat.completion.chunk");
    var delta = delta(choice(chunk, call.choice()), call.choice());
    var tool = delta.putArray("tool_calls").addObject().put("index", call.index());
    var function = Json.object();
    if (!call.id().isEmpty()) {
      tool.put("id", call.id()).put("type", "function");
      function.put("name", call.name());
    }
    if (!call.extensions().has(CUSTOM)) {
      tool.set("function", function.put("arguments", call.arguments()));
    }
    call.extensions().forEachEntry(tool::set);
    return chunk;
  }

  private ObjectNode logprobs(int index, List<JsonNode> tokens) {
    var chunk = envelope("chat.completion.chunk");
    var choice = choice(chunk, index);
    delta(choice, index);
    choice.putObject("logprobs").putNull("refusal").putArray("content").addAll(tokens);
    return chunk;
  }

  /** Signed reasoning is said in one list at the end, as many clients cannot join lists. */
  private boolean isHeld(String name, JsonNode value) {
    if (name.equals(AnthropicWords.THINKING) && value.isArray()) {
      value.forEach(signed::add);
      return true;
    }
    return false;
  }

  private ObjectNode extension(int index, String name, JsonNode value) {
    var chunk = envelope("chat.completion.chunk");
    delta(choice(chunk, index), index).set(name, value);
    return chunk;
  }

  private ObjectNode finish(int index, FinishReason reason) {
    var chunk = envelope(completion ? "text_completion" : "chat.completion.chunk");
    var choice = choice(chunk, index);
    if (completion) {
      choice.put("text", "").putNull("logprobs");
    } else {
      var delta = delta(choice, index);
      if (!signed.isEmpty()) {
        delta.set(AnthropicWords.THINKING, signed.deepCopy());
        signed.removeAll();
      }
    }
    choice.put("finish_reason", reason.wire());
    return chunk;
  }

  /** The last chunk of a stream whose caller asked for usage. */
  ObjectNode usage(Usage usage) {
    var chunk = closing();
    chunk.set("usage", OpenAiUsage.json(usage));
    return chunk;
  }

  /** The last chunk of a stream whose caller asked what became of the call. */
  ObjectNode report(ObjectNode report) {
    var chunk = closing();
    chunk.set(CallReport.MEMBER, report);
    return chunk;
  }

  private ObjectNode closing() {
    var chunk = envelope(completion ? "text_completion" : "chat.completion.chunk");
    chunk.putArray("choices");
    return chunk;
  }

  /** The whole answer. */
  ObjectNode whole(Reply reply) {
    id = reply.id().isEmpty() ? fallbackId : reply.id();
    model = echo || reply.model().isEmpty() ? asked : reply.model();
    var answer = envelope(completion ? "text_completion" : "chat.completion");
    var choices = answer.putArray("choices");
    for (int i = 0; i < reply.choices().size(); i++) {
      choices.add(
          completion
              ? textChoice(i, reply.choices().get(i))
              : messageChoice(i, reply.choices().get(i)));
    }
    answer.set("usage", OpenAiUsage.json(reply.usage()));
    return answer;
  }

  private static ObjectNode textChoice(int index, Reply.Choice said) {
    return Json.object()
        .put("index", index)
        .put("text", said.text())
        .putNull("logprobs")
        .put(
            "finish_reason",
            said.finish() == FinishReason.TOOL_CALLS ? "stop" : said.finish().wire());
  }

  private static ObjectNode messageChoice(int index, Reply.Choice said) {
    var choice = Json.object().put("index", index);
    var message = choice.putObject("message").put("role", "assistant");
    boolean silent = said.text().isEmpty() && !said.toolCalls().isEmpty();
    message.put("content", silent ? null : said.text());
    message.put("refusal", said.refusal().isEmpty() ? null : said.refusal());
    if (!said.reasoning().isEmpty()) {
      message.put("reasoning_content", said.reasoning());
    }
    if (!said.toolCalls().isEmpty()) {
      var calls = message.putArray("tool_calls");
      said.toolCalls().forEach(call -> calls.add(toolCall(call)));
    }
    said.extensions().forEachEntry(message::set);
    if (said.logprobs().isEmpty()) {
      choice.putNull("logprobs");
    } else {
      choice.putObject("logprobs").putNull("refusal").putArray("content").addAll(said.logprobs());
    }
    return choice.put("finish_reason", said.finish().wire());
  }

  private static ObjectNode toolCall(Reply.ToolCall call) {
    var json = Json.object().put("id", call.id()).put("type", "function");
    if (!call.extensions().has(CUSTOM)) {
      json.putObject("function").put("name", call.name()).put("arguments", call.arguments());
    }
    call.extensions().forEachEntry(json::set);
    return json;
  }

  private ObjectNode envelope(String object) {
    return Json.object()
        .put("id", id)
        .put("object", object)
        .put("created", created)
        .put("model", model);
  }

  private static ObjectNode choice(ObjectNode chunk, int index) {
    return chunk.putArray("choices").addObject().put("index", index).putNull("finish_reason");
  }
}
