package dev.tutti.provider.spi;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tutti.chat.Json;
import dev.tutti.provider.anthropic.Anthropic;
import dev.tutti.provider.exchange.TestingExchange;
import dev.tutti.provider.gemini.Gemini;
import dev.tutti.provider.ollama.Ollama;
import dev.tutti.provider.openai.TestingOpenAi;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import tools.jackson.databind.node.ObjectNode;

/**
 * An answer as an upstream streams it.
 *
 * @param said what it says, in order: texts ("t..."), reasoning ("r..."), and calls ("c...")
 * @param framing what ends a line, and what stands between frames
 */
public record StreamedAnswer(Shape shape, List<String> said, Framing framing) {

  /** In whose words. */
  public enum Shape {
    OPEN_AI,
    ANTHROPIC,
    GEMINI,
    OLLAMA
  }

  /** How frames are written. */
  record Framing(String end, String between, String field, boolean mark) {}

  public static Arbitrary<StreamedAnswer> of(Shape shape) {
    var words =
        Arbitraries.of(
                "a", "é", "世界", "😀", "\"", "\\", "\n", "\r\n", "data: ", "[DONE]", " ", "\u2028")
            .list()
            .ofMinSize(1)
            .ofMaxSize(4)
            .map(all -> String.join("", all));
    var reasoning = words.map(text -> "r" + text).list().ofMaxSize(3);
    var texts = words.map(text -> "t" + text).list().ofMaxSize(5);
    var calls = words.map(text -> "c" + text).list().ofMaxSize(2);
    var said =
        Combinators.combine(reasoning, texts, calls)
            .as(
                (first, then, last) -> {
                  var all = new ArrayList<>(first);
                  all.addAll(then);
                  all.addAll(last);
                  return all;
                })
            .filter(all -> !all.isEmpty());
    return Combinators.combine(said, framings())
        .as((all, framing) -> new StreamedAnswer(shape, all, framing));
  }

  private static Arbitrary<Framing> framings() {
    return Combinators.combine(
            Arbitraries.of("\n", "\r\n", "\r"),
            Arbitraries.of("", ": keep-alive", "id: 7", "retry: 10"),
            Arbitraries.of("data: ", "data:"),
            Arbitraries.of(true, false))
        .as(Framing::new);
  }

  public Adapter adapter() {
    return switch (shape) {
      case OPEN_AI -> TestingOpenAi.adapter(OpenAiQuirks.NONE);
      case ANTHROPIC ->
          new Anthropic(ProviderCredentials.header("x-api-key", "k"), TestingExchange.DIAGNOSIS);
      case GEMINI -> new Gemini(ProviderCredentials.none(), TestingExchange.DIAGNOSIS);
      case OLLAMA -> new Ollama(ProviderCredentials.none(), TestingExchange.DIAGNOSIS);
    };
  }

  public String text() {
    return words('t');
  }

  public String reasoning() {
    return words('r');
  }

  public int calls() {
    return (int) said.stream().filter(each -> each.charAt(0) == 'c').count();
  }

  private String words(char kind) {
    return said.stream()
        .filter(each -> each.charAt(0) == kind)
        .map(each -> each.substring(1))
        .collect(Collectors.joining());
  }

  public byte[] body() {
    var mark = framing.mark ? "\uFEFF" : "";
    var frames =
        switch (shape) {
          case OPEN_AI -> openAi();
          case ANTHROPIC -> anthropic();
          case GEMINI -> gemini();
          case OLLAMA -> ollama();
        };
    return (mark + frames.stream().map(this::frame).collect(Collectors.joining())).getBytes(UTF_8);
  }

  private String frame(String json) {
    if (shape == Shape.OLLAMA) {
      return json + (framing.end.equals("\r") ? "\n\n" : framing.end);
    }
    var comment = framing.between.isEmpty() ? "" : framing.between + framing.end;
    var name = shape == Shape.ANTHROPIC ? "event: any" + framing.end : "";
    return comment + name + framing.field + json + framing.end + framing.end;
  }

  private List<String> openAi() {
    var chunks = new ArrayList<String>();
    chunks.add(TestingOpenAi.delta("\"role\":\"assistant\",\"content\":\"\""));
    int call = 0;
    for (var each : said) {
      var words = Json.text(each.substring(1));
      switch (each.charAt(0)) {
        case 't' -> chunks.add(TestingOpenAi.delta("\"content\":" + words));
        case 'r' -> chunks.add(TestingOpenAi.delta("\"reasoning_content\":" + words));
        default -> {
          var head = "\"tool_calls\":[{\"index\":%d,".formatted(call);
          chunks.add(
              TestingOpenAi.delta(
                  head
                      + "\"id\":\"c%d\",\"type\":\"function\",\"function\":{\"name\":\"f\",\"arguments\":\"\"}}]"
                          .formatted(call)));
          var arguments = Json.text("{\"a\":" + words + "}");
          chunks.add(
              TestingOpenAi.delta(head + "\"function\":{\"arguments\":" + arguments + "}}]"));
          call++;
        }
      }
    }
    chunks.add(TestingOpenAi.finish(call > 0 ? "tool_calls" : "stop"));
    chunks.add("[DONE]");
    return chunks;
  }

  private List<String> anthropic() {
    var events = new ArrayList<String>();
    events.add(
        "{\"type\":\"message_start\",\"message\":{\"id\":\"m\",\"model\":\"c\",\"usage\":{\"input_tokens\":3}}}");
    for (int index = 0; index < said.size(); index++) {
      block(index, said.get(index), events);
    }
    var reason = calls() > 0 ? "tool_use" : "end_turn";
    events.add(
        "{\"type\":\"message_delta\",\"delta\":{\"stop_reason\":\"%s\"},\"usage\":{\"output_tokens\":9}}"
            .formatted(reason));
    events.add("{\"type\":\"message_stop\"}");
    return events;
  }

  private static void block(int index, String each, List<String> events) {
    var start = Json.object().put("type", "content_block_start").put("index", index);
    var block = start.putObject("content_block");
    var event = Json.object().put("type", "content_block_delta").put("index", index);
    var delta = event.putObject("delta");
    var words = each.substring(1);
    switch (each.charAt(0)) {
      case 't' -> {
        block.put("type", "text").put("text", "");
        delta.put("type", "text_delta").put("text", words);
      }
      case 'r' -> {
        block.put("type", "thinking").put("thinking", "");
        delta.put("type", "thinking_delta").put("thinking", words);
      }
      default -> {
        block.put("type", "tool_use").put("id", "c" + index).put("name", "f").putObject("input");
        var arguments = "{\"a\":" + Json.text(words) + "}";
        delta.put("type", "input_json_delta").put("partial_json", arguments);
      }
    }
    events.add(Json.text(start));
    events.add(Json.text(event));
    events.add("{\"type\":\"content_block_stop\",\"index\":%d}".formatted(index));
  }

  private List<String> gemini() {
    var frames = new ArrayList<String>();
    for (var each : said) {
      frames.add(Json.text(candidate(each)));
    }
    var last = Json.object();
    last.putArray("candidates").addObject().put("finishReason", "STOP").put("index", 0);
    last.putObject("usageMetadata").put("promptTokenCount", 4).put("candidatesTokenCount", 5);
    frames.add(Json.text(last));
    return frames;
  }

  private static ObjectNode candidate(String said) {
    var frame = Json.object().put("responseId", "r").put("modelVersion", "g");
    var candidate = frame.putArray("candidates").addObject().put("index", 0);
    var part = candidate.putObject("content").put("role", "model").putArray("parts").addObject();
    switch (said.charAt(0)) {
      case 't' -> part.put("text", said.substring(1));
      case 'r' -> part.put("text", said.substring(1)).put("thought", true);
      default -> part.putObject("functionCall").put("name", "f").putObject("args").put("a", said);
    }
    return frame;
  }

  private List<String> ollama() {
    var lines = new ArrayList<String>();
    for (var each : said) {
      var line = Json.object().put("model", "q").put("done", false);
      var message = line.putObject("message").put("role", "assistant");
      switch (each.charAt(0)) {
        case 't' -> message.put("content", each.substring(1));
        case 'r' -> message.put("content", "").put("thinking", each.substring(1));
        default ->
            message
                .put("content", "")
                .putArray("tool_calls")
                .addObject()
                .putObject("function")
                .put("name", "f")
                .putObject("arguments")
                .put("a", each);
      }
      lines.add(Json.text(line));
    }
    lines.add("{\"model\":\"q\",\"done\":true,\"done_reason\":\"stop\",\"eval_count\":2}");
    return lines;
  }
}
