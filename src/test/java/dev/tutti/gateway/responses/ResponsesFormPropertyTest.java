package dev.tutti.gateway.responses;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.chat.Json;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Whatever both forms can say, a request for a response says to the core as a chat would: each
 * piece is written in both, and the one must become the other.
 */
class ResponsesFormPropertyTest {

  /** The same in both forms. */
  record Both(JsonNode response, JsonNode chat) {
    static Both of(String response, String chat) {
      return new Both(json(response), json(chat));
    }
  }

  @Property(tries = 500)
  void nothing_is_lost(
      @ForAll("turns") List<List<Both>> turns, @ForAll("members") List<Both> members) {
    var request = Json.object().put("model", "m");
    var chat = Json.object().put("model", "m");
    for (var both : members) {
      request.setAll((ObjectNode) both.response);
      chat.setAll((ObjectNode) both.chat);
    }
    var messages = chat.putArray("messages");
    if (request.has("instructions")) {
      messages.addObject().put("role", "system").set("content", request.path("instructions"));
    }
    for (var both : turns.stream().flatMap(List::stream).toList()) {
      request.withArray("input").add(both.response);
      messages.add(both.chat);
    }
    assertThat(TestingResponses.chat(ascii(request)).body().tree())
        .isEqualTo(Json.tree(ascii(chat)));
  }

  private static byte[] ascii(ObjectNode json) {
    var text = new StringBuilder();
    for (char each : json.toString().toCharArray()) {
      text.append(each < 0x80 ? String.valueOf(each) : "\\u%04x".formatted((int) each));
    }
    return text.toString().getBytes(US_ASCII);
  }

  private static JsonNode json(String text) {
    return Json.tree(text.replace('\'', '"'));
  }

  @Provide
  static Arbitrary<List<Both>> members() {
    var schema = "{'type':'object','properties':{'a':{'type':'string'}}}";
    var function = "'name':'t','description':'d','parameters':%s,'strict':true".formatted(schema);
    var tools = "'tools':[{'type':'function'," + function + "}]";
    var chatTools = "'tools':[{'type':'function','function':{" + function + "}}]";
    var named = "'tool_choice':{'type':'function',";
    return Arbitraries.of(
            Both.of("{'instructions':'Be brief.'}", "{}"),
            Both.of("{'temperature':0.25,'top_p':0.5}", "{'temperature':0.25,'top_p':0.5}"),
            Both.of("{'max_output_tokens':99}", "{'max_completion_tokens':99}"),
            Both.of("{'reasoning':{'effort':'low'}}", "{'reasoning_effort':'low'}"),
            Both.of("{'user':'u','service_tier':'auto'}", "{'user':'u','service_tier':'auto'}"),
            Both.of("{'stream':true}", "{'stream':true}"),
            Both.of("{'metadata':{'a':'b'},'store':false}", "{}"),
            Both.of("{'top_logprobs':2}", "{'logprobs':true,'top_logprobs':2}"),
            Both.of("{'text':{'verbosity':'low'}}", "{'verbosity':'low'}"),
            Both.of("{'yet_unknown':[1,null]}", "{'yet_unknown':[1,null]}"),
            Both.of(
                "{" + tools + ",'tool_choice':'required','parallel_tool_calls':false}",
                "{" + chatTools + ",'tool_choice':'required','parallel_tool_calls':false}"),
            Both.of(
                "{" + tools + "," + named + "'name':'t'}}",
                "{" + chatTools + "," + named + "'function':{'name':'t'}}}"))
        .list()
        .uniqueElements(both -> both.response.propertyNames().iterator().next())
        .ofMaxSize(5);
  }

  @Provide
  static Arbitrary<List<List<Both>>> turns() {
    var pair =
        Combinators.combine(user(), assistant()).as((first, then) -> joined(List.of(first), then));
    return Combinators.combine(pair.list().ofMaxSize(3), user())
        .as(
            (pairs, last) -> {
              var all = new ArrayList<>(pairs);
              all.add(List.of(last));
              return all;
            });
  }

  private static List<Both> joined(List<Both> first, List<Both> then) {
    var all = new ArrayList<>(first);
    all.addAll(then);
    return all;
  }

  private static Arbitrary<String> words() {
    return Arbitraries.of("a", "é", "世", "😀", "\ud83d", "\ude00", "\"", "\\", "\n", "<", " ")
        .list()
        .ofMaxSize(6)
        .map(all -> "w" + String.join("", all));
  }

  private static Both message(String role, JsonNode response, JsonNode chat) {
    var first = Json.object().put("role", role);
    first.set("content", response);
    var then = Json.object().put("role", role);
    then.set("content", chat);
    return new Both(first, then);
  }

  private static Arbitrary<Both> user() {
    var roles = Arbitraries.of("user", "user", "user", "developer", "system");
    var plain =
        words()
            .map(text -> Json.object().put("text", text).path("text"))
            .map(text -> new Both(text, text));
    var contents = Arbitraries.oneOf(plain, parts());
    return Combinators.combine(roles, contents)
        .as((role, both) -> message(role, both.response, both.chat));
  }

  /** At least two parts, as a single text is said without a list. */
  private static Arbitrary<Both> parts() {
    var pictures =
        Arbitraries.of(
            Both.of(
                "{'type':'input_image','image_url':'https://x.test/a.png','detail':'low'}",
                "{'type':'image_url','image_url':{'url':'https://x.test/a.png','detail':'low'}}"),
            Both.of(
                "{'type':'input_image','image_url':'data:image/png;base64,AAAA'}",
                "{'type':'image_url','image_url':{'url':'data:image/png;base64,AAAA'}}"),
            Both.of(
                "{'type':'input_file','filename':'a.pdf','file_data':'data:application/pdf;base64,AA=='}",
                "{'type':'file','file':{'filename':'a.pdf','file_data':'data:application/pdf;base64,AA=='}}"));
    var texts =
        words()
            .map(
                text ->
                    new Both(
                        Json.object().put("type", "input_text").put("text", text),
                        Json.object().put("type", "text").put("text", text)));
    return Arbitraries.oneOf(texts, pictures)
        .list()
        .ofMinSize(2)
        .ofMaxSize(4)
        .map(
            all ->
                new Both(
                    Json.array().addAll(all.stream().map(Both::response).toList()),
                    Json.array().addAll(all.stream().map(Both::chat).toList())));
  }

  /** A model's words, or one call and its answer. */
  private static Arbitrary<List<Both>> assistant() {
    var said =
        words()
            .map(text -> Json.object().put("text", text).path("text"))
            .map(text -> List.of(message("assistant", text, text)));
    return Arbitraries.oneOf(said, words().map(ResponsesFormPropertyTest::called));
  }

  private static List<Both> called(String text) {
    var arguments = Json.object().put("a", text).toString();
    var call = Json.object().put("type", "function_call").put("call_id", "c1").put("name", "t");
    call.put("arguments", arguments);
    var asked = Json.object().put("role", "assistant").putNull("content");
    asked
        .putArray("tool_calls")
        .addObject()
        .put("id", "c1")
        .put("type", "function")
        .putObject("function")
        .put("name", "t")
        .put("arguments", arguments);
    var output = Json.object().put("type", "function_call_output").put("call_id", "c1");
    var result = Json.object().put("role", "tool").put("tool_call_id", "c1").put("content", text);
    return List.of(new Both(call, asked), new Both(output.put("output", text), result));
  }
}
