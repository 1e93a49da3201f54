package dev.tutti.provider.error;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.call.Call;
import dev.tutti.call.Caller;
import dev.tutti.call.TestingLoop;
import dev.tutti.chat.ChatRequest;
import dev.tutti.chat.Json;
import dev.tutti.gateway.messages.MessagesDialect;
import dev.tutti.provider.anthropic.Anthropic;
import dev.tutti.provider.spi.ProviderCredentials;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A request in Anthropic's dialect that goes to an upstream of Anthropic's arrives as it was, but
 * for two ways of writing one thing: a content that is a string is a list of one text.
 */
public class MessagesRoundTripTest {
  private static final String MODEL = "claude-sonnet-4-6";

  @Property(tries = 500)
  void nothing_is_lost(@ForAll("requests") ObjectNode request) {
    var arrived =
        new Anthropic(
                ProviderCredentials.header("x-api-key", "k"),
                new Diagnosis(ErrorTable.COMMON, InstantSource.fixed(Instant.EPOCH)))
            .outgoing(core(request), MODEL);
    var found = (ObjectNode) Json.tree(arrived.body().bytes());
    assertThat(normal(found)).isEqualTo(normal((ObjectNode) Json.tree(ascii(request))));
  }

  /** So that a half of a pair of surrogates can be said, as JSON lets callers do. */
  public static byte[] ascii(ObjectNode json) {
    var text = new StringBuilder();
    for (char each : json.toString().toCharArray()) {
      text.append(each < 0x80 ? String.valueOf(each) : "\\u%04x".formatted((int) each));
    }
    return text.toString().getBytes(StandardCharsets.US_ASCII);
  }

  private static ChatRequest core(ObjectNode request) {
    var call = new Call("req_1", Caller.ANONYMOUS, new TestingLoop(), Duration.ofMinutes(1));
    return new MessagesDialect().read(ascii(request)).request(call).result();
  }

  /** One way of writing, where there are two. */
  private static ObjectNode normal(ObjectNode request) {
    listed(request, "system");
    for (var message : request.path("messages")) {
      listed((ObjectNode) message, "content");
      for (var block : message.path("content")) {
        if (block.path("type").asString().equals("tool_result")) {
          listed((ObjectNode) block, "content");
        }
      }
    }
    return request;
  }

  private static void listed(ObjectNode object, String member) {
    if (object.path(member).isString()) {
      var text = object.path(member).asString();
      object.putArray(member).addObject().put("type", "text").put("text", text);
    }
  }

  @Provide
  static Arbitrary<ObjectNode> requests() {
    return Combinators.combine(turns(), members(), tools())
        .as(
            (turns, members, tools) -> {
              var request = Json.object().put("model", MODEL).put("max_tokens", 4_000);
              request.set("messages", turns);
              request.setAll(members);
              return request.setAll(tools);
            });
  }

  private static Arbitrary<String> words() {
    return Arbitraries.strings()
        .withChars("aé世\"\\\n<0")
        .ofMinLength(1)
        .ofMaxLength(8)
        .flatMap(
            text -> Arbitraries.of("🙂", "\ud83d", "\ude42").map(end -> "w" + text + end + "."));
  }

  private static Arbitrary<ObjectNode> members() {
    return Arbitraries.of(
            List.of(
                "\"system\":\"Be brief.\"",
                "\"system\":[{\"type\":\"text\",\"text\":\"a\",\"cache_control\":{\"type\":\"ephemeral\"}},{\"type\":\"text\",\"text\":\"b\"}]",
                "\"system\":[{\"type\":\"text\",\"text\":\"a\"},{\"type\":\"text\",\"text\":\"b\"}]",
                "\"temperature\":0.25",
                "\"top_p\":0.75",
                "\"top_k\":7",
                "\"stream\":true",
                "\"stop_sequences\":[\"x\",\"世\"]",
                "\"metadata\":{\"user_id\":\"u\"}",
                "\"service_tier\":\"standard_only\"",
                "\"service_tier\":\"auto\"",
                "\"thinking\":{\"type\":\"enabled\",\"budget_tokens\":2000}",
                "\"thinking\":{\"type\":\"disabled\"}",
                "\"thinking\":{\"type\":\"adaptive\",\"display\":\"summarized\"},\"output_config\":{\"effort\":\"max\"}",
                "\"output_config\":{\"format\":{\"type\":\"json_schema\",\"schema\":{\"type\":\"object\",\"properties\":{\"a\":{\"type\":\"string\"}},\"required\":[\"a\"],\"additionalProperties\":false}}}",
                "\"output_config\":{\"effort\":\"low\"}",
                "\"container\":\"c1\"",
                "\"context_management\":{\"edits\":[]}",
                "\"yet_unknown\":{\"a\":[1,null]}"))
        .list()
        .ofMaxSize(6)
        .map(
            all -> {
              var json = Json.object();
              all.forEach(each -> json.setAll((ObjectNode) Json.tree("{" + each + "}")));
              return json;
            });
  }

  private static Arbitrary<ObjectNode> tools() {
    return Arbitraries.of(
            "{}",
            "{\"tools\":[{\"name\":\"t\",\"input_schema\":{\"type\":\"object\"}}]}",
            "{\"tools\":[{\"name\":\"t\",\"description\":\"d\",\"strict\":true,"
                + "\"input_schema\":{\"type\":\"object\",\"properties\":{\"a\":{\"type\":\"string\"}}},"
                + "\"cache_control\":{\"type\":\"ephemeral\"},\"input_examples\":[{\"a\":\"b\"}]},"
                + "{\"type\":\"web_search_20250305\",\"name\":\"web_search\",\"max_uses\":2}],"
                + "\"tool_choice\":{\"type\":\"auto\",\"disable_parallel_tool_use\":true}}",
            "{\"tools\":[{\"name\":\"t\",\"input_schema\":{\"type\":\"object\"}}],"
                + "\"tool_choice\":{\"type\":\"any\"}}",
            "{\"tools\":[{\"name\":\"t\",\"input_schema\":{\"type\":\"object\"}}],"
                + "\"tool_choice\":{\"type\":\"tool\",\"name\":\"t\"}}",
            "{\"tools\":[{\"name\":\"t\",\"input_schema\":{\"type\":\"object\"}}],"
                + "\"tool_choice\":{\"type\":\"none\"}}")
        .map(json -> (ObjectNode) Json.tree(json));
  }

  /** Turns by turns, the user's first and last. */
  private static Arbitrary<ArrayNode> turns() {
    var pair = Combinators.combine(user(), assistant()).as(List::of);
    return Combinators.combine(pair.list().ofMaxSize(3), user())
        .as(
            (pairs, last) -> {
              var all = Json.array();
              pairs.forEach(both -> both.forEach(all::add));
              return numbered(all.add(last));
            });
  }

  /** Each call has an id of its own. */
  private static ArrayNode numbered(ArrayNode turns) {
    int calls = 1;
    for (var turn : turns) {
      for (var block : turn.path("content")) {
        if (block.path("type").asString("").equals("tool_use")) {
          ((ObjectNode) block).put("id", "toolu_" + calls++);
        }
      }
    }
    return turns;
  }

  private static Arbitrary<ObjectNode> user() {
    var results = result().list().ofMaxSize(2);
    var said = Arbitraries.oneOf(text(), picture(), document()).list().ofMinSize(1).ofMaxSize(3);
    var blocks = Combinators.combine(results, said).as((first, then) -> turn("user", first, then));
    return Arbitraries.oneOf(words().map(MessagesRoundTripTest::plain), blocks);
  }

  private static ObjectNode plain(String text) {
    return Json.object().put("role", "user").put("content", text);
  }

  private static Arbitrary<ObjectNode> assistant() {
    var thoughts = thought().list().ofMaxSize(2);
    var texts = text().list().ofMinSize(1).ofMaxSize(2);
    var ordered =
        Combinators.combine(thoughts, texts, call().list().ofMaxSize(2))
            .as(
                (thought, text, call) -> {
                  var turn = turn("assistant", thought, text);
                  call.forEach(turn.withArray("content")::add);
                  return turn;
                });
    var mixed =
        Arbitraries.oneOf(thought(), text(), call(), server())
            .list()
            .ofMinSize(1)
            .ofMaxSize(5)
            .map(blocks -> turn("assistant", blocks, List.of()));
    return Arbitraries.oneOf(ordered, mixed);
  }

  private static ObjectNode turn(String role, List<ObjectNode> first, List<ObjectNode> then) {
    var turn = Json.object().put("role", role);
    turn.putArray("content").addAll(first).addAll(then);
    return turn;
  }

  private static Arbitrary<ObjectNode> text() {
    return Combinators.combine(words(), Arbitraries.of(true, false))
        .as(
            (text, marked) -> {
              var block = Json.object().put("type", "text").put("text", text);
              if (marked) {
                block.putObject("cache_control").put("type", "ephemeral").put("ttl", "1h");
              }
              return block;
            });
  }

  private static Arbitrary<ObjectNode> picture() {
    return Arbitraries.of(
            "{\"type\":\"image\",\"source\":{\"type\":\"url\",\"url\":\"https://x/y.png\"}}",
            "{\"type\":\"image\",\"source\":{\"type\":\"base64\",\"media_type\":\"image/png\",\"data\":\"AAAA\"}}",
            "{\"type\":\"image\",\"source\":{\"type\":\"file\",\"file_id\":\"f1\"}}")
        .map(json -> (ObjectNode) Json.tree(json));
  }

  private static Arbitrary<ObjectNode> document() {
    return Arbitraries.of(
            "{\"type\":\"document\",\"source\":{\"type\":\"base64\",\"media_type\":\"application/pdf\",\"data\":\"AAAA\"}}",
            "{\"type\":\"document\",\"title\":\"t\",\"context\":\"c\",\"citations\":{\"enabled\":true},\"source\":{\"type\":\"text\",\"media_type\":\"text/plain\",\"data\":\"é世\"}}",
            "{\"type\":\"document\",\"source\":{\"type\":\"url\",\"url\":\"https://x/y.pdf\"}}",
            "{\"type\":\"search_result\",\"source\":\"s\",\"title\":\"t\",\"content\":[{\"type\":\"text\",\"text\":\"x\"}]}")
        .map(json -> (ObjectNode) Json.tree(json));
  }

  private static Arbitrary<ObjectNode> result() {
    return Combinators.combine(words(), picture(), Arbitraries.integers().between(0, 3))
        .as(
            (text, picture, kind) -> {
              var block = Json.object().put("type", "tool_result").put("tool_use_id", "toolu_1");
              if (kind == 1) {
                block.put("content", text).put("is_error", true);
              } else if (kind > 1) {
                block
                    .putArray("content")
                    .add(picture)
                    .addObject()
                    .put("type", "text")
                    .put("text", text);
              }
              return block;
            });
  }

  private static Arbitrary<ObjectNode> thought() {
    return words()
        .map(
            text ->
                text.length() % 2 == 0
                    ? Json.object().put("type", "redacted_thinking").put("data", text)
                    : Json.object()
                        .put("type", "thinking")
                        .put("thinking", text)
                        .put("signature", "s" + text));
  }

  private static Arbitrary<ObjectNode> call() {
    return words()
        .map(
            text -> {
              var block =
                  Json.object().put("type", "tool_use").put("id", "toolu_1").put("name", "t");
              block.putObject("input").put("a", text).putArray("b").add(1).addNull();
              return block;
            });
  }

  private static Arbitrary<ObjectNode> server() {
    return Arbitraries.of(
            "{\"type\":\"server_tool_use\",\"id\":\"s1\",\"name\":\"web_search\",\"input\":{\"query\":\"q\"}}",
            "{\"type\":\"web_search_tool_result\",\"tool_use_id\":\"s1\",\"content\":[]}")
        .map(json -> (ObjectNode) Json.tree(json));
  }
}
