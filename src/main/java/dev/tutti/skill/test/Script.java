package dev.tutti.skill.test;

import dev.tutti.chat.ChatEvent;
import dev.tutti.chat.ChatRequest;
import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.chat.FinishReason;
import dev.tutti.chat.Json;
import dev.tutti.chat.Outcome;
import dev.tutti.chat.Usage;
import dev.tutti.output.Judgement;
import dev.tutti.output.OutputForms;
import dev.tutti.skill.api.ToolName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * Answers of models that are written down, one after the other: a text, {@code {json: ...}}, {@code
 * {text: ..., tool_calls: [{name: ..., arguments: ...}]}} or {@code {fault: timeout}}.
 *
 * <p>An answer that must have a form is held to it as everywhere: mended where it is clear what is
 * meant, else asked for once more, which takes the next line if there is one. Used by one loop.
 */
final class Script implements ScriptedModel.Answers {
  private static final int PER_TOKEN = 3;

  private final List<JsonNode> lines;
  private final OutputForms forms;
  private volatile int next;
  private volatile boolean missing;

  Script(List<JsonNode> lines, OutputForms forms) {
    this.lines = List.copyOf(lines);
    this.forms = forms;
  }

  /** The mistake in a line, if there is one. */
  static Optional<String> slip(JsonNode line) {
    if (line.isString() || line.has("json") || line.path("text").isString()) {
      return Optional.empty();
    }
    if (line.has("fault")) {
      var code = line.path("fault").asString("");
      return RecordedExchange.code(code).isPresent()
          ? Optional.empty()
          : Optional.of("fault: \"%s\" (expected: a code such as timeout)".formatted(code));
    }
    boolean calls =
        line.path("tool_calls").isArray()
            && line.path("tool_calls").valueStream().allMatch(each -> each.path("name").isString());
    return calls
        ? Optional.empty()
        : Optional.of(
            line
                + " (expected: a text, {json}, {text}, {tool_calls: [{name, arguments}]},"
                + " {fault})");
  }

  /** The difference between the script and what was asked, if there is one. */
  Optional<String> flaw() {
    if (missing) {
      return Optional.of(
          "a model is asked more than %d times (expected: an answer each in model.says)"
              .formatted(lines.size()));
    }
    return next < lines.size()
        ? Optional.of(
            "model.says has %d answers (expected: %d, as often as a model is asked)"
                .formatted(lines.size(), next))
        : Optional.empty();
  }

  @Override
  public RecordedExchange next(ChatRequest request) {
    var first = line();
    return request.wantsSchema() ? judged(request, first, true) : spoken(request, first);
  }

  private JsonNode line() {
    int at = next;
    if (at >= lines.size()) {
      missing = true;
      throw Fault.of(FaultCode.INVALID_REQUEST, "the test has no more answers of models");
    }
    next = at + 1;
    return lines.get(at);
  }

  private RecordedExchange judged(ChatRequest request, JsonNode line, boolean again) {
    if (line.has("fault") || line.has("tool_calls")) {
      return spoken(request, line);
    }
    return switch (forms.of(request).judge(text(line))) {
      case Judgement.Fits _ -> spoken(request, line);
      case Judgement.Mended(String json) -> spoken(request, Json.valueOf(json));
      case Judgement.Flawed(List<String> flaws) -> {
        if (again && next < lines.size()) {
          yield judged(request, line(), false);
        }
        yield failed(Fault.of(FaultCode.INVALID_OUTPUT, String.join("; ", flaws)));
      }
    };
  }

  private static RecordedExchange failed(Fault fault) {
    return RecordedExchange.of(List.of(), new Outcome.Failed(fault, Usage.NONE));
  }

  private static RecordedExchange spoken(ChatRequest request, JsonNode line) {
    if (line.has("fault")) {
      var code =
          RecordedExchange.code(line.path("fault").asString("")).orElse(FaultCode.UPSTREAM_ERROR);
      return failed(Fault.of(code, "as the test wants it"));
    }
    var text = text(line);
    var events = new ArrayList<ChatEvent>();
    events.add(new ChatEvent.Start("script", request.model()));
    if (!text.isEmpty()) {
      events.add(new ChatEvent.Text(0, text));
    }
    int index = 0;
    for (var call : line.path("tool_calls")) {
      events.add(call(index++, call));
    }
    events.add(new ChatEvent.Finish(0, index > 0 ? FinishReason.TOOL_CALLS : FinishReason.STOP));
    return RecordedExchange.of(events, new Outcome.Completed(usage(request, text)));
  }

  private static ChatEvent call(int index, JsonNode call) {
    var arguments = call.path("arguments");
    return new ChatEvent.ToolCall(
        0,
        index,
        call.path("id").asString("call_" + index),
        ToolName.plain(call.path("name").asString("")),
        arguments.isString()
            ? arguments.asString()
            : arguments.isMissingNode() ? "{}" : Json.text(arguments));
  }

  private static Usage usage(ChatRequest request, String text) {
    long asked =
        RecordedExchange.of(List.of(), NOTHING).to(request.body().tree()).prompt().length();
    return new Usage(
        asked / PER_TOKEN, Math.max(1, text.length() / PER_TOKEN), 0, 0, 0, 0, 0, true);
  }

  private static final Outcome NOTHING = new Outcome.Completed(Usage.NONE);

  private static String text(JsonNode line) {
    if (line.isString()) {
      return line.asString();
    }
    return line.has("json") ? Json.text(line.path("json")) : line.path("text").asString("");
  }
}
