package dev.tutti.contributing.provider;

import dev.tutti.call.SchemaMode;
import dev.tutti.chat.ChatMessage;
import dev.tutti.chat.ChatMessage.Part;
import dev.tutti.chat.ChatRequest;
import dev.tutti.chat.Fault;
import dev.tutti.chat.Json;
import dev.tutti.chat.Operation;
import dev.tutti.chat.Prompt;
import dev.tutti.provider.error.Diagnosis;
import dev.tutti.provider.spi.Adapter;
import dev.tutti.provider.spi.ProviderCredentials;
import dev.tutti.provider.spi.Refusal;
import dev.tutti.provider.spi.UpstreamRequest;
import dev.tutti.provider.translate.PortableRequest;
import dev.tutti.wire.frame.FrameReader;
import dev.tutti.wire.frame.NdjsonReader;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/** Adapter for Lines, whose models say text and call no tools. */
final class LinesAdapter implements Adapter {
  private final ProviderCredentials credentials;
  private final Diagnosis diagnosis;

  LinesAdapter(ProviderCredentials credentials, Diagnosis diagnosis) {
    this.credentials = credentials;
    this.diagnosis = diagnosis;
  }

  @Override
  public UpstreamRequest outgoing(ChatRequest asked, String model) {
    var request = PortableRequest.of(asked);
    var prompt = request.prompt();
    refuse(request, prompt, model);
    var json = prompt.unknown().put("model", model).put("lines", request.stream());
    prompt.maxTokens().ifPresent(most -> json.put("most", most));
    prompt.temperature().ifPresent(heat -> json.put("heat", heat));
    var turns = json.putArray("turns");
    prompt.messages().forEach(message -> turns.add(turn(message)));
    return new UpstreamRequest("/talk", headers(), UpstreamRequest.Body.of(Json.bytes(json)));
  }

  /**
   * Refusal of what would be another answer; {@code top_p}, {@code seed} and penalties are wishes.
   */
  private static void refuse(ChatRequest request, Prompt prompt, String model) {
    boolean embeds = request.operation() == Operation.EMBEDDINGS;
    refuse(embeds, "model", "\"%s\" cannot embed (expected: an embedding model)".formatted(model));
    refuse(!prompt.tools().isEmpty(), "tools", "not known to this model (expected: none)");
    refuse(prompt.n() > 1, "n", prompt.n() + " (expected by this model: 1)");
    refuse(!prompt.stop().isEmpty(), "stop", "stop words (expected by this model: none)");
    refuse(prompt.logprobs().isPresent(), "logprobs", "true (expected by this model: false)");
    refuse(request.wantsJson(), "response_format", "JSON (expected by this model: text)");
  }

  private static void refuse(boolean asked, String member, String why) {
    if (asked) {
      throw Fault.invalid(member, why);
    }
  }

  private static ObjectNode turn(ChatMessage message) {
    return switch (message) {
      case ChatMessage.Instruction(List<Part> parts, ObjectNode _) -> turn("rule", parts);
      case ChatMessage.User(List<Part> parts, ObjectNode _) -> turn("user", parts);
      case ChatMessage.Assistant answer -> turn("model", answer.parts());
      case ChatMessage.ToolResult result -> turn("user", result.parts());
    };
  }

  private static ObjectNode turn(String who, List<Part> parts) {
    if (!parts.stream().allMatch(Part.Text.class::isInstance)) {
      throw Fault.invalid("messages", "not only text (expected by this model: text)");
    }
    return Json.object().put("who", who).put("say", Part.text(parts));
  }

  /** Words, as it has neither schemas nor tools: so a request comes here without its schema. */
  @Override
  public SchemaMode schemaMode(ChatRequest request, String model) {
    return SchemaMode.PROMPT;
  }

  @Override
  public List<Map.Entry<String, String>> headers() {
    return credentials.headers();
  }

  @Override
  public Fault fault(Refusal refusal) {
    return diagnosis.of(refusal);
  }

  @Override
  public FrameReader frames() {
    return new NdjsonReader();
  }

  @Override
  public Reader reader(ChatRequest request) {
    return new LinesReader(request, diagnosis);
  }
}
