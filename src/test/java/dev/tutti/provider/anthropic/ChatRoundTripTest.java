package dev.tutti.provider.anthropic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.call.Call;
import dev.tutti.call.Caller;
import dev.tutti.call.TestingLoop;
import dev.tutti.chat.ChatRequest;
import dev.tutti.chat.Json;
import dev.tutti.chat.Operation;
import dev.tutti.gateway.messages.MessagesDialect;
import dev.tutti.provider.error.MessagesRoundTripTest;
import dev.tutti.provider.exchange.TestingExchange;
import dev.tutti.provider.spi.Adapter;
import dev.tutti.provider.spi.ProviderCredentials;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A request in OpenAI's dialect that is written for Anthropic, read at the endpoint for Anthropic's
 * callers says what it said, as far as Anthropic's dialect can say it. It has one instruction,
 * which comes first, speakers in turns and at least one word of each; its parallel calls are not
 * forbidden where calls are; it does not sample where it thinks.
 */
class ChatRoundTripTest {
  private static final Adapter ANTHROPIC =
      new Anthropic(ProviderCredentials.header("x-api-key", "k"), TestingExchange.DIAGNOSIS);

  /** What only the way back says: whose words it was in, and how Anthropic was asked to think. */
  private static final Set<String> ANTHROPICS =
      Set.of("anthropic_version", "thinking", "output_config");

  @Property(tries = 1_000)
  void nothing_is_lost(@ForAll("models") String model, @ForAll("requests") ObjectNode request) {
    var asked = ChatRequest.parse(Operation.CHAT, MessagesRoundTripTest.ascii(request));
    var there = ANTHROPIC.outgoing(asked, model).body().bytes();
    var call = new Call("req_1", Caller.ANONYMOUS, new TestingLoop(), Duration.ofMinutes(1));
    var back = new MessagesDialect().read(there).request(call).result();
    assertThat(said(back)).isEqualTo(said(asked));
  }

  /** What is asked in OpenAI's dialect, with one way of writing where there are two. */
  private static ObjectNode said(ChatRequest request) {
    var body = request.body().tree().put("model", "m");
    ANTHROPICS.forEach(body::remove);
    for (var message : body.path("messages")) {
      normal((ObjectNode) message);
    }
    if (body.has("max_completion_tokens")) {
      body.set("max_tokens", body.remove("max_completion_tokens"));
    }
    if (body.path("stop").isString()) {
      var word = body.path("stop");
      body.putArray("stop").add(word);
    }
    if (body.path("tool_choice").asString("").equals("auto")) {
      body.remove("tool_choice");
    }
    if (body.path("parallel_tool_calls").asBoolean(false)) {
      body.remove("parallel_tool_calls");
    }
    return body;
  }

  private static void normal(ObjectNode message) {
    var content = message.path("content");
    if (content.isString()) {
      message.putArray("content").addObject().put("type", "text").set("text", content);
    } else if (content.isNull()) {
      message.remove("content");
    }
    for (var call : message.path("tool_calls")) {
      var function = (ObjectNode) call.path("function");
      function.set("arguments", Json.tree(function.path("arguments").asString()));
    }
  }

  @Provide
  static Arbitrary<String> models() {
    return Arbitraries.of("claude-opus-4-6", "claude-sonnet-4-5", "claude-haiku-4-5");
  }

  @Provide
  static Arbitrary<ObjectNode> requests() {
    return Combinators.combine(messages(), members(), sampling(), tools())
        .as(
            (messages, members, sampling, tools) -> {
              var request = Json.object().put("model", "m").put("max_tokens", 60_000);
              request.set("messages", messages);
              request.setAll(members);
              request.setAll(sampling);
              request.setAll(tools);
              if (request.has("reasoning_effort")) {
                request.remove("tool_choice"); // a Claude that must call a tool may not think first
              }
              return request;
            });
  }

  private static Arbitrary<String> words() {
    return Arbitraries.of("a", "é", "世", "😀", "\ud83d", "\ude00", "\"", "\\", "\n", "<", " ")
        .list()
        .ofMaxSize(6)
        .map(all -> "w" + String.join("", all) + ".");
  }

  private static Arbitrary<ObjectNode> members() {
    return some(
        "'user':'u-1'",
        "'stop':'x'",
        "'stop':['x','世','\\n']",
        "'service_tier':'auto'",
        "'service_tier':'default'",
        "'stream':true,'stream_options':{'include_usage':true}",
        "'max_completion_tokens':50000,'max_tokens':50000",
        "'response_format':{'type':'json_schema','json_schema':{'name':'answer','strict':true,'schema':"
            + "{'type':'object','properties':{'a':{'type':'string'}},'required':['a'],'additionalProperties':false}}}");
  }

  private static Arbitrary<ObjectNode> sampling() {
    return Arbitraries.of(
            "",
            "'temperature':0.25",
            "'temperature':1.0",
            "'top_p':0.75",
            "'reasoning_effort':'low'",
            "'reasoning_effort':'medium'",
            "'reasoning_effort':'high'")
        .map(ChatRoundTripTest::object);
  }

  private static Arbitrary<ObjectNode> tools() {
    var plain = "{'type':'function','function':{'name':'t','parameters':{'type':'object'}}}";
    var strict =
        "{'type':'function','function':{'name':'s','description':'d 世','strict':true,'parameters':"
            + "{'type':'object','properties':{'a':{'type':'string','enum':['x']}},'required':['a'],'additionalProperties':false}}}";
    return Arbitraries.of(
            "",
            "'tools':[%s]".formatted(plain),
            "'tools':[%s,%s],'tool_choice':'auto'".formatted(plain, strict),
            "'tools':[%s,%s],'parallel_tool_calls':false".formatted(plain, strict),
            "'tools':[%s],'tool_choice':'required','parallel_tool_calls':false".formatted(strict),
            "'tools':[%s],'tool_choice':'none'".formatted(plain),
            "'tools':[%s,%s],'tool_choice':{'type':'function','function':{'name':'s'}}"
                .formatted(plain, strict))
        .map(ChatRoundTripTest::object);
  }

  private static Arbitrary<ObjectNode> some(String... members) {
    return Arbitraries.of(List.of(members))
        .list()
        .ofMaxSize(4)
        .map(all -> object(String.join(",", all)));
  }

  /** An object of members with single quotes; a later one of the same name counts. */
  private static ObjectNode object(String members) {
    return (ObjectNode) Json.tree("{" + members.replace('\'', '"') + "}");
  }

  private static Arbitrary<ArrayNode> messages() {
    var first = words().map(text -> message("system", text)).list().ofMaxSize(1);
    var turns = Combinators.combine(user(), assistant()).as(ChatRoundTripTest::listed);
    return Combinators.combine(first, turns.list().ofMaxSize(3), user())
        .as(
            (system, pairs, last) -> {
              var all = Json.array().addAll(system);
              pairs.forEach(all::addAll);
              return numbered(all.add(last));
            });
  }

  /** Each call has an id of its own, and its result the same. */
  private static ArrayNode numbered(ArrayNode messages) {
    int calls = 0;
    int results = 0;
    for (var message : messages) {
      for (var call : message.path("tool_calls")) {
        ((ObjectNode) call).put("id", "c_" + calls++);
      }
      if (message.has("tool_call_id")) {
        ((ObjectNode) message).put("tool_call_id", "c_" + results++);
      }
    }
    return messages;
  }

  private static ArrayNode listed(ObjectNode user, ArrayNode assistant) {
    return Json.array().add(user).addAll(assistant);
  }

  private static ObjectNode message(String role, String text) {
    return Json.object().put("role", role).put("content", text);
  }

  private static Arbitrary<ObjectNode> user() {
    var plain = words().map(text -> message("user", text));
    var parts = part().list().ofMinSize(1).ofMaxSize(3);
    return Arbitraries.oneOf(plain, parts.map(all -> holding("user", all)));
  }

  private static ObjectNode holding(String role, List<ObjectNode> parts) {
    var message = Json.object().put("role", role);
    message.putArray("content").addAll(parts);
    return message;
  }

  private static Arbitrary<ObjectNode> part() {
    var other =
        Arbitraries.of(
                "'type':'image_url','image_url':{'url':'https://x.test/a.png'}",
                "'type':'image_url','image_url':{'url':'data:image/png;base64,AAAA'}",
                "'type':'file','file':{'filename':'a.pdf','file_data':'data:application/pdf;base64,AAAA'}",
                "'type':'file','file':{'filename':'世.txt','file_data':'data:text/plain;base64,w6k='}")
            .map(ChatRoundTripTest::object);
    return Arbitraries.oneOf(text(), other);
  }

  private static Arbitrary<ObjectNode> text() {
    return words().map(words -> Json.object().put("type", "text").put("text", words));
  }

  /** A model's words, or calls with or without words and an answer to each. */
  private static Arbitrary<ArrayNode> assistant() {
    var plain = words().map(text -> Json.array().add(message("assistant", text)));
    var calling =
        Combinators.combine(words().list().ofMaxSize(1), result().list().ofMinSize(1).ofMaxSize(3))
            .as(ChatRoundTripTest::calling);
    return Arbitraries.oneOf(plain, calling);
  }

  private static ArrayNode calling(List<String> said, List<ObjectNode> results) {
    var message = Json.object().put("role", "assistant").putNull("content");
    said.forEach(text -> message.put("content", text));
    var all = Json.array().add(message);
    for (int i = 0; i < results.size(); i++) {
      var call = message.withArray("tool_calls").addObject().put("id", "c_" + i);
      var argument = Json.object().put("a", results.get(i).path("content").toString());
      call.put("type", "function")
          .putObject("function")
          .put("name", "t")
          .put("arguments", Json.text(argument));
      all.add(results.get(i).deepCopy().put("tool_call_id", "c_" + i));
    }
    return all.add(message("assistant", "So."));
  }

  private static Arbitrary<ObjectNode> result() {
    var plain = words().map(text -> message("tool", text));
    var parts = text().list().ofMinSize(1).ofMaxSize(2).map(all -> holding("tool", all));
    return Combinators.combine(Arbitraries.oneOf(plain, parts), Arbitraries.of(0, 1, 2))
        .as((message, failed) -> failed == 0 ? message : message.put("is_error", failed == 1));
  }
}
