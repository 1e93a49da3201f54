package dev.tutti.contributing.provider;

import dev.tutti.chat.ChatMessage;
import dev.tutti.chat.ChatMessage.Part;
import dev.tutti.chat.ChatRequest;
import dev.tutti.chat.Fault;
import dev.tutti.chat.Json;
import dev.tutti.chat.Operation;
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
    if (request.operation() == Operation.EMBEDDINGS) {
      throw Fault.invalid(
          "model", "\"%s\" cannot embed (expected: an embedding model)".formatted(model));
    }
    if (!prompt.tools().isEmpty()) {
      throw Fault.invalid("tools", "not known to this model (expected: none)");
    }
    var json = Json.object().put("model", model).put("lines", request.stream());
    prompt.maxTokens().ifPresent(most -> json.put("most", most));
    prompt.messages().forEach(message -> json.withArray("turns").add(turn(message)));
    return new UpstreamRequest("/talk", headers(), UpstreamRequest.Body.of(Json.bytes(json)));
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
