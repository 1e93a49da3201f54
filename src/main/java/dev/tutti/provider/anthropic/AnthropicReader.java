package dev.tutti.provider.anthropic;

import dev.tutti.chat.AnthropicWords;
import dev.tutti.chat.ChatEvent;
import dev.tutti.chat.ChatEvent.Extension;
import dev.tutti.chat.ChatEvent.Spent;
import dev.tutti.chat.ChatEvent.Start;
import dev.tutti.chat.ChatRequest;
import dev.tutti.chat.Chunk;
import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.chat.Json;
import dev.tutti.chat.Usage;
import dev.tutti.provider.error.Diagnosis;
import dev.tutti.provider.spi.Adapter;
import dev.tutti.provider.spi.Refusal;
import dev.tutti.provider.translate.GatheredSize;
import dev.tutti.provider.translate.TokenMeter;
import dev.tutti.wire.frame.Frame;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reader of one answer in Anthropic's dialect.
 *
 * <p>The answer is complete at {@code message_stop}; only then its finish and its usage are said. A
 * second {@code message_start} begins the answer anew: what nobody was shown is forgotten and
 * reasoning that was shown stays, but once text or a tool call was shown the answer fails, as
 * neither can be taken back.
 */
final class AnthropicReader implements Adapter.Reader {
  private static final int MOST_HELD = 1_000;

  private final Diagnosis diagnosis;
  private final TokenMeter meter;
  private final boolean ours;
  private final List<ChatEvent> said = new ArrayList<>(4);
  private GatheredSize size = new GatheredSize();
  private AnthropicContent content;
  private AnthropicUsage usage;
  private AnthropicEnding ending = new AnthropicEnding();
  private @Nullable Start start;
  private boolean begun;
  private boolean shown;
  private boolean done;

  AnthropicReader(ChatRequest request, Diagnosis diagnosis) {
    this.diagnosis = diagnosis;
    this.meter = new TokenMeter(request);
    this.ours = request.isAnthropic();
    this.content = new AnthropicContent(size);
    this.usage = new AnthropicUsage(size);
  }

  @Override
  public void read(Frame frame, Consumer<Chunk> out) {
    var event = Json.tree(frame.data());
    int index = event.path("index").asInt(0);
    switch (event.path("type").asString("")) {
      case "message_start" -> begin(event.path("message"));
      case "content_block_start" -> content.start(index, event.path("content_block"), said);
      case "content_block_delta" -> content.delta(index, event.path("delta"), said);
      case "content_block_stop" -> content.stop(index, said);
      case "message_delta" -> {
        usage.report(event.path("usage"));
        ending.note(event.path("delta"));
        ending.note(event);
      }
      case "message_stop" -> finish();
      case "error" -> throw refusal(frame.data());
      default -> {} // ping, and what is yet to be invented
    }
    say(out);
  }

  private void begin(JsonNode message) {
    if (shown) {
      throw Fault.of(
          FaultCode.UPSTREAM_ERROR,
          "the upstream began its answer anew after a part of it was shown (expected: one answer)");
    }
    said.clear();
    size = new GatheredSize();
    content = new AnthropicContent(size);
    usage = new AnthropicUsage(size);
    ending = new AnthropicEnding();
    usage.report(message.path("usage"));
    ending.note(message);
    start = new Start(message.path("id").asString(""), message.path("model").asString(""));
    begun = true;
  }

  private void finish() {
    ending.say(content, said);
    var reported = usage.usage();
    used(reported.isNone() ? meter.usage() : reported);
    done = true;
  }

  /** Says what was used; what only Anthropic's words say of it to callers who know them. */
  private void used(Usage known) {
    said.add(new Spent(known));
    var details = usage.details();
    if (ours && !details.isEmpty()) {
      said.add(new Extension(0, AnthropicWords.USAGE, details));
    }
  }

  /**
   * The first event of an answer says who gives it. What only Anthropic's words say waits for
   * something that a caller would miss, so that until then the call may be tried elsewhere.
   */
  private void say(Consumer<Chunk> out) {
    if (said.size() < MOST_HELD && said.stream().noneMatch(AnthropicReader::isMissed)) {
      return;
    }
    said.forEach(this::hear);
    shown = shown || said.stream().anyMatch(AnthropicReader::isFinal);
    if (start != null) {
      open(start);
      start = null;
    }
    out.accept(new Chunk.Events(List.copyOf(said)));
    said.clear();
  }

  /** Says first who answers, and to callers who know Anthropic's words what is known by then. */
  private void open(Start first) {
    var then = List.copyOf(said);
    said.clear();
    said.add(first);
    if (ours) {
      used(usage.usage());
      ending.sayMembers(said);
    }
    said.addAll(then);
  }

  /** Whether an answer that begins anew could not be the same one. */
  private static boolean isFinal(ChatEvent event) {
    boolean signed =
        event instanceof Extension(int _, String name, JsonNode _)
            && name.equals(AnthropicWords.THINKING);
    return !signed && !(event instanceof ChatEvent.Reasoning);
  }

  private static boolean isMissed(ChatEvent event) {
    return !(event instanceof Extension);
  }

  private void hear(ChatEvent event) {
    if (event instanceof ChatEvent.Text(int _, String text)) {
      meter.heard(text);
    } else if (event instanceof ChatEvent.Reasoning(int _, String text)) {
      meter.heard(text);
    } else if (event instanceof ChatEvent.ToolCall call) {
      meter.heard(call.arguments());
    }
  }

  @Override
  public void whole(byte[] body, Consumer<Chunk> out) {
    var message = Json.tree(body);
    if (message.path("type").asString("").equals("error") || message.has("error")) {
      throw refusal(body);
    }
    if (!message.path("content").isArray()) {
      throw Fault.of(FaultCode.UPSTREAM_ERROR, "an answer without content (expected: a message)");
    }
    begin(message);
    int index = 0;
    for (var block : message.path("content")) {
      content.start(index, block, said);
      content.stop(index++, said);
    }
    ending.note(message);
    finish();
    say(out);
  }

  /** Without {@code message_start} nothing was said and nothing is owed. */
  @Override
  public Usage spent() {
    if (!begun) {
      return Usage.NONE;
    }
    var known = usage.broken(meter.heard());
    return known.input() == 0 ? meter.spent() : known;
  }

  @Override
  public long held() {
    return size.bytes();
  }

  @Override
  public boolean done() {
    return done;
  }

  @Override
  public void end(Consumer<Chunk> out) {
    if (!done) {
      throw Fault.of(
          FaultCode.TRUNCATED, "the upstream ended its answer early (expected: message_stop)");
    }
  }

  private Fault refusal(byte[] body) {
    return diagnosis.of(new Refusal(200, Map.of(), new String(body, StandardCharsets.UTF_8)));
  }
}
