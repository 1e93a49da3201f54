package dev.tutti.provider.responses;

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
import dev.tutti.provider.translate.TokenMeter;
import dev.tutti.wire.frame.Frame;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reader of one answer of OpenAI's Responses API: each event goes on as it was told, together with
 * what it says in our words. The answer is complete at {@code response.completed} or {@code
 * response.incomplete}.
 */
final class ResponsesReader implements Adapter.Reader {
  private static final String COMPLETED = "response.completed";
  private static final String INCOMPLETE = "response.incomplete";

  /**
   * Events of which a caller misses nothing by themselves, so that the call may be tried elsewhere
   * until one of them says something. Others tell of tools at work.
   */
  private static final List<String> HOLLOW =
      List.of(
          "response.created",
          "response.queued",
          "response.in_progress",
          "response.output_item.",
          "response.content_part.",
          "response.output_text.",
          "response.refusal.",
          "response.reasoning_",
          "response.function_call_arguments.");

  private final Diagnosis diagnosis;
  private final TokenMeter meter;
  private final ResponsesContent content = new ResponsesContent();
  private boolean begun;
  private boolean done;

  ResponsesReader(ChatRequest request, Diagnosis diagnosis) {
    this.diagnosis = diagnosis;
    this.meter = new TokenMeter(request);
  }

  @Override
  public void read(Frame frame, Consumer<Chunk> out) {
    var data = frame.data();
    if (done || isEmpty(data)) {
      return;
    }
    if (!(Json.tree(data) instanceof ObjectNode event)) {
      throw Fault.of(FaultCode.UPSTREAM_ERROR, "an event that is not a JSON object");
    }
    if (!event.path("type").isString()) {
      event.put("type", frame.event());
    }
    tell(event, data, out);
  }

  /** Nothing, or the end that other APIs of this family write. */
  private static boolean isEmpty(byte[] data) {
    var start = data.length > 6 ? "" : new String(data, StandardCharsets.UTF_8).strip();
    return data.length == 0 || start.equals("[DONE]") || (data.length <= 6 && start.isEmpty());
  }

  private void tell(ObjectNode event, byte[] data, Consumer<Chunk> out) {
    var said = new ArrayList<ChatEvent>(2);
    var type = event.path("type").asString("");
    switch (type) {
      case "response.created", "response.queued", "response.in_progress" ->
          begin(event.path("response"), said);
      case COMPLETED, INCOMPLETE -> finish(event.path("response"), said);
      case "response.failed", "response.cancelled", "error", "" -> throw refusal(data);
      default -> {
        content.read(type, event, said);
        said.forEach(this::hear);
      }
    }
    boolean substantial =
        HOLLOW.stream().noneMatch(type::startsWith)
            || said.stream().anyMatch(ResponsesReader::isMissed);
    out.accept(new Chunk.ResponseEvent(event, data.length, List.copyOf(said), substantial));
  }

  /** The answer's model, and reasoning that shows nothing of itself, would not be missed. */
  private static boolean isMissed(ChatEvent event) {
    return !(event instanceof ChatEvent.Start || event instanceof ChatEvent.Extension);
  }

  private void begin(JsonNode response, List<ChatEvent> said) {
    if (!begun) {
      begun = true;
      said.add(
          new ChatEvent.Start(
              response.path("id").asString(""), response.path("model").asString("")));
    }
  }

  private void finish(JsonNode response, List<ChatEvent> said) {
    begin(response, said);
    content.complete(response.path("output"), said);
    said.forEach(this::hear);
    said.add(new ChatEvent.Finish(0, reason(response)));
    meter.tier(response.path("service_tier").asString(""));
    if (response.path("usage").isObject()) {
      meter.reported(ResponsesUsage.of(response.path("usage")));
    }
    said.add(new ChatEvent.Spent(meter.usage()));
    done = true;
  }

  private FinishReason reason(JsonNode response) {
    if (response.path("status").asString("").equals("incomplete")) {
      return response
              .path("incomplete_details")
              .path("reason")
              .asString("")
              .equals("content_filter")
          ? FinishReason.CONTENT_FILTER
          : FinishReason.LENGTH;
    }
    return content.hasCalls() ? FinishReason.TOOL_CALLS : FinishReason.STOP;
  }

  private void hear(ChatEvent event) {
    switch (event) {
      case ChatEvent.Text(int _, String text) -> meter.heard(text);
      case ChatEvent.Reasoning(int _, String text) -> meter.heard(text);
      case ChatEvent.Refusal(int _, String text) -> meter.heard(text);
      case ChatEvent.ToolCall call -> meter.heard(call.arguments());
      case ChatEvent.Start _,
          ChatEvent.Logprobs _,
          ChatEvent.Extension _,
          ChatEvent.Finish _,
          ChatEvent.Spent _ -> {}
    }
  }

  @Override
  public void whole(byte[] body, Consumer<Chunk> out) {
    var response = Json.tree(body);
    var status = response.path("status").asString("");
    if (response.path("error").isObject() || status.equals("failed") || !response.isObject()) {
      throw refusal(body);
    }
    if (!response.path("output").isArray()
        || !Set.of("completed", "incomplete", "").contains(status)) {
      throw Fault.of(
          FaultCode.UPSTREAM_ERROR, "a response without its output (expected: a complete one)");
    }
    var event = Json.object().put("type", status.equals("incomplete") ? INCOMPLETE : COMPLETED);
    event.set("response", response);
    tell(event, body, out);
  }

  @Override
  public Usage spent() {
    return meter.spent();
  }

  @Override
  public boolean done() {
    return done;
  }

  @Override
  public void end(Consumer<Chunk> out) {
    if (!done) {
      throw Fault.of(
          FaultCode.TRUNCATED, "the upstream ended its answer early (expected: " + COMPLETED + ")");
    }
  }

  private Fault refusal(byte[] body) {
    return diagnosis.of(new Refusal(200, Map.of(), new String(body, StandardCharsets.UTF_8)));
  }
}
