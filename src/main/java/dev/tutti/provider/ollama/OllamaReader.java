package dev.tutti.provider.ollama;

import dev.tutti.chat.AnswerCallIds;
import dev.tutti.chat.ChatEvent;
import dev.tutti.chat.ChatRequest;
import dev.tutti.chat.Chunk;
import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.chat.FinishReason;
import dev.tutti.chat.Json;
import dev.tutti.chat.Usage;
import dev.tutti.provider.error.Diagnosis;
import dev.tutti.provider.spi.Adapter;
import dev.tutti.provider.spi.Refusal;
import dev.tutti.provider.translate.CallIds;
import dev.tutti.provider.translate.TokenMeter;
import dev.tutti.wire.frame.Frame;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reader of an answer of Ollama's {@code /api/chat} or {@code /api/generate}: the last line says
 * {@code "done": true} and what was used. Not thread-safe.
 */
final class OllamaReader implements Adapter.Reader {
  private static final int MAX_CALLS = 1_024;

  private final Diagnosis diagnosis;
  private final TokenMeter meter;
  private final CallIds ids;
  private final AnswerCallIds unique = new AnswerCallIds();
  private Usage reported = Usage.NONE;
  private int calls;
  private boolean begun;
  private boolean done;

  OllamaReader(ChatRequest request, Diagnosis diagnosis) {
    this.diagnosis = diagnosis;
    this.meter = new TokenMeter(request);
    this.ids = CallIds.of(request);
  }

  @Override
  public void read(Frame frame, Consumer<Chunk> out) {
    read(Json.tree(frame.data()), out);
  }

  @Override
  public void whole(byte[] body, Consumer<Chunk> out) {
    read(Json.tree(body), out);
    end(out);
  }

  private void read(JsonNode json, Consumer<Chunk> out) {
    if (json.has("error")) {
      throw diagnosis.of(new Refusal(200, Map.of(), Json.text(json)));
    }
    var events = new ArrayList<ChatEvent>(4);
    if (!begun) {
      begun = true;
      events.add(new ChatEvent.Start("", json.path("model").asString("")));
    }
    say(json, events);
    if (json.path("done").asBoolean(false)) {
      finish(json, events);
    }
    if (!events.isEmpty()) {
      out.accept(new Chunk.Events(events));
    }
  }

  /** A chat's answer is a message, a completion's is {@code response} beside its thinking. */
  private void say(JsonNode json, List<ChatEvent> events) {
    var message = json.path("message");
    var thinking = message.path("thinking").asString(json.path("thinking").asString(""));
    if (!thinking.isEmpty()) {
      meter.heard(thinking);
      events.add(new ChatEvent.Reasoning(0, thinking));
    }
    var text = message.path("content").asString(json.path("response").asString(""));
    if (!text.isEmpty()) {
      meter.heard(text);
      events.add(new ChatEvent.Text(0, text));
    }
    if (!json.path("logprobs").isEmpty()) {
      events.add(new ChatEvent.Logprobs(0, tokens(json.path("logprobs"))));
    }
    message.path("tool_calls").forEach(call -> call(call, events));
  }

  /** Ollama's form is OpenAI's, but leaves out what is empty. */
  private static List<JsonNode> tokens(JsonNode logprobs) {
    for (var token : logprobs) {
      if (token instanceof ObjectNode object) {
        object.withArray("top_logprobs");
      }
    }
    return logprobs.valueStream().toList();
  }

  private void call(JsonNode call, List<ChatEvent> events) {
    if (calls == MAX_CALLS) {
      throw Fault.of(
          FaultCode.UPSTREAM_ERROR, "tool_calls: more than " + MAX_CALLS + " (expected: fewer)");
    }
    var function = call.path("function");
    var text = arguments(function.path("arguments"));
    meter.heard(text);
    var id = call.path("id").asString("");
    events.add(
        new ChatEvent.ToolCall(
            0,
            calls,
            unique.next(id, () -> ids.id(0, calls)),
            function.path("name").asString(""),
            text));
    calls++;
  }

  private static String arguments(JsonNode arguments) {
    if (arguments.isString()) {
      return arguments.asString();
    }
    return arguments.isObject() ? Json.text(arguments) : "{}";
  }

  private void finish(JsonNode json, List<ChatEvent> events) {
    done = true;
    reported = OllamaUsage.of(json);
    var reason = FinishReason.of(json.path("done_reason").asString("stop"));
    boolean calling = calls > 0 && reason == FinishReason.STOP;
    events.add(new ChatEvent.Finish(0, calling ? FinishReason.TOOL_CALLS : reason));
    events.add(new ChatEvent.Spent(used()));
  }

  @Override
  public Usage spent() {
    return reported.isNone() ? meter.spent() : used();
  }

  /** Ollama leaves out the count of a prompt that it remembers; then it is estimated. */
  private Usage used() {
    if (reported.isNone()) {
      return meter.usage();
    }
    return reported.input() > 0
        ? reported
        : new Usage(meter.usage().input(), reported.output(), 0, 0, 0, 0, 0, true);
  }

  @Override
  public boolean done() {
    return done;
  }

  @Override
  public void end(Consumer<Chunk> out) {
    if (!done) {
      throw Fault.of(FaultCode.TRUNCATED, "the upstream's answer ended before it was done");
    }
  }
}
