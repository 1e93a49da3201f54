package dev.tutti.provider.openai;

import dev.tutti.call.SchemaMode;
import dev.tutti.chat.ChatRequest;
import dev.tutti.chat.Fault;
import dev.tutti.chat.Json;
import dev.tutti.chat.JsonBody;
import dev.tutti.chat.JsonEdits;
import dev.tutti.chat.Operation;
import dev.tutti.provider.error.Diagnosis;
import dev.tutti.provider.spi.Adapter;
import dev.tutti.provider.spi.ModelList;
import dev.tutti.provider.spi.OpenAiQuirks;
import dev.tutti.provider.spi.ProviderCredentials;
import dev.tutti.provider.spi.Refusal;
import dev.tutti.provider.spi.UpstreamRequest;
import dev.tutti.provider.translate.PortableRequest;
import dev.tutti.wire.frame.FrameReader;
import dev.tutti.wire.frame.SseReader;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * Adapter for upstreams of OpenAI's dialect. The caller's bytes are relayed; only the model's name,
 * the wish for usage and what a quirk asks for are spliced in.
 */
public final class OpenAi implements Adapter {
  private final OpenAiQuirks quirks;
  private final ProviderCredentials credentials;
  private final Diagnosis diagnosis;
  private final InstantSource clock;

  public OpenAi(
      OpenAiQuirks quirks,
      ProviderCredentials credentials,
      Diagnosis diagnosis,
      InstantSource clock) {
    this.quirks = quirks;
    this.credentials = credentials;
    this.diagnosis = diagnosis;
    this.clock = clock;
  }

  @Override
  public UpstreamRequest outgoing(ChatRequest asked, String model) {
    var request = PortableRequest.openAi(asked, quirks.knowsDeveloper());
    var body = request.body();
    var told =
        quirks
            .reasoning()
            .write(request, asked.isAnthropic(), model, JsonEdits.none().set("model", model));
    return new UpstreamRequest(
        path(request.operation(), model),
        credentials.headers(),
        UpstreamRequest.Body.of(body.with(edits(request, told))));
  }

  /** OpenAI's own words are known where its newer role is. */
  @Override
  public boolean takesCustomTools(ChatRequest request, String model) {
    return quirks.knowsDeveloper();
  }

  @Override
  public List<Map.Entry<String, String>> headers() {
    return credentials.headers();
  }

  @Override
  public SchemaMode schemaMode(ChatRequest request, String model) {
    return quirks.schemas();
  }

  private String path(Operation operation, String model) {
    var end =
        switch (operation) {
          case CHAT -> "/chat/completions";
          case TEXT_COMPLETION -> "/completions";
          case EMBEDDINGS -> "/embeddings";
          case PASSTHROUGH -> throw operation.unread();
        };
    var path = quirks.path().replace("{operation}", end);
    return path.contains("{model}")
        ? path.replace(
            "{model}", URLEncoder.encode(model, StandardCharsets.UTF_8).replace("+", "%20"))
        : path;
  }

  private JsonEdits edits(ChatRequest request, JsonEdits start) {
    var edits = start;
    if (request.stream()) {
      edits = streamOptions(request, edits);
    }
    var messages = OpenAiMessages.changed(request, quirks);
    if (messages.isPresent()) {
      edits = edits.set("messages", messages.get());
    }
    if (!quirks.tokenLimit().isEmpty()) {
      edits = tokenLimit(request.body(), edits);
    }
    for (var name : quirks.unknown()) {
      edits = edits.remove(name);
    }
    return edits;
  }

  private JsonEdits streamOptions(ChatRequest request, JsonEdits edits) {
    if (request.wantsUsage() || quirks.unknown().contains("stream_options")) {
      return edits;
    }
    var options =
        request.body().get("stream_options") instanceof ObjectNode given ? given : Json.object();
    return edits.set("stream_options", options.put("include_usage", true));
  }

  private JsonEdits tokenLimit(JsonBody body, JsonEdits edits) {
    var known = quirks.tokenLimit();
    var other = known.equals("max_tokens") ? "max_completion_tokens" : "max_tokens";
    if (!body.has(other)) {
      return edits;
    }
    var moved = edits.remove(other);
    return body.has(known) ? moved : moved.set(known, body.get(other));
  }

  @Override
  public Optional<ModelList> models() {
    if (!quirks.listed() || quirks.path().contains("{model}")) { // as Azure's older form
      return Optional.empty();
    }
    var path = quirks.path().replace("{operation}", "/models");
    return Optional.of(new ModelList(path, credentials.headers(), ModelList.Form.DATA_IDS));
  }

  @Override
  public Fault fault(Refusal refusal) {
    return diagnosis.of(refusal);
  }

  @Override
  public FrameReader frames() {
    return new SseReader();
  }

  @Override
  public Reader reader(ChatRequest request) {
    return new OpenAiReader(request, diagnosis, clock);
  }
}
