package dev.tutti.chat;

import dev.tutti.chat.ChatRequest.RequestFacts;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * One pass over a caller's body: refuses what no upstream could answer, indexes the members, notes
 * the facts. What Tutti does not know is left to the upstream.
 */
final class RequestScan {
  private static final List<String> ROLES =
      List.of("system", "developer", "user", "assistant", "tool", "function");
  private static final String MESSAGES = "messages";
  private static final Set<String> ADDRESSES =
      Set.of("api_base", "base_url", "api_key", "api_version", "api_type", "azure_endpoint");
  private static final Set<String> OF_A_MESSAGE =
      Set.of("role", "content", "name", "tool_calls", "tool_call_id", "function_call");
  private static final Set<String> OF_A_CALL = Set.of("id", "type", "function", "index");
  private static final Set<String> OPENAIS_CHOICES = Set.of("custom", "allowed_tools");
  private static final List<String> FORMATS = List.of("float", "base64");
  private static final int MAX_NAME = 512;
  private static final int MAX = Integer.MAX_VALUE;

  private final Operation operation;
  private final byte[] bytes;
  private final JsonBody.MemberIndex index = new JsonBody.MemberIndex();
  private String model = "";
  private boolean stream;
  private boolean wantsUsage;
  private boolean developer;
  private boolean anthropic;
  private boolean calls;
  private boolean extended;
  private boolean resultParts;
  private boolean custom;
  private String user = "";
  private String format = "";
  private boolean asked;
  private long media;
  private int inputs;
  private boolean packed;
  private final TokenForecast.Builder forecast = new TokenForecast.Builder();

  RequestScan(Operation operation, byte[] body) {
    this.operation = operation;
    this.bytes = Json.withoutMark(body);
    Json.requireUtf8(bytes);
    try (var parser = Json.strict(bytes)) {
      object(parser);
    } catch (JacksonException e) {
      throw Json.refusal(e);
    }
    require("model", !model.isEmpty());
    require(subject(), asked);
  }

  JsonBody body() {
    return new JsonBody(bytes, index);
  }

  RequestFacts facts() {
    return new RequestFacts(
        model,
        stream,
        wantsUsage,
        new RequestFacts.History(developer, calls, extended, resultParts, custom),
        anthropic,
        user,
        format,
        new RequestFacts.Vectors(inputs, packed),
        forecast());
  }

  private TokenForecast forecast() {
    forecast.bytes(bytes.length - media);
    return operation == Operation.EMBEDDINGS ? forecast.unanswered() : forecast.answered();
  }

  private void object(JsonParser parser) {
    if (parser.nextToken() != JsonToken.START_OBJECT) {
      throw Fault.of(
          FaultCode.INVALID_REQUEST, "body: not a JSON object (expected: {\"model\": ...})");
    }
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      index.begin(parser);
      var name = parser.currentName();
      parser.nextToken();
      index.value(parser);
      member(name, new Value(parser, name));
      parser.skipChildren();
      index.end(parser);
    }
    if (parser.nextToken() != null) {
      throw Fault.of(
          FaultCode.INVALID_REQUEST, "body: text after the JSON object (expected: one object)");
    }
  }

  private void member(String name, Value value) {
    if (ADDRESSES.contains(name)) {
      throw Fault.invalid(
          name, "may not be named in a request (expected: a provider of the configuration)");
    }
    if (name.equals("model")) {
      model = value.trimmedName(MAX_NAME);
    } else if (name.equals("user")) {
      user = value.isEmpty() ? "" : value.text(MAX_NAME);
    } else if (name.equals(subject())) {
      asked = true;
      subject(value);
    } else if (!value.isNull()) {
      option(name, value);
    }
  }

  private String subject() {
    return switch (operation) {
      case CHAT -> MESSAGES;
      case TEXT_COMPLETION -> "prompt";
      case EMBEDDINGS -> "input";
      case PASSTHROUGH -> throw operation.unread();
    };
  }

  private void subject(Value value) {
    switch (operation) {
      case CHAT -> messages(value);
      case TEXT_COMPLETION, EMBEDDINGS -> inputs = value.textOrList(forecast);
      case PASSTHROUGH -> throw operation.unread();
    }
  }

  private void option(String name, Value value) {
    switch (name) {
      case "stream" -> stream = streamed(value);
      case AnthropicWords.VERSION -> anthropic = true;
      case "stream_options" -> wantsUsage = value.flag("include_usage");
      case "temperature" -> value.number(0, 2);
      case "top_p" -> value.number(0, 1);
      case "presence_penalty", "frequency_penalty" -> value.number(-2, 2);
      case "n", "best_of" -> forecast.choices(value.integer(1, 128));
      case "max_tokens", "max_completion_tokens" -> forecast.longest(value.integer(least(), MAX));
      case "dimensions" -> value.integer(least(), MAX);
      case "top_logprobs" -> value.integer(0, 20);
      case "seed" -> value.integer(Long.MIN_VALUE, Long.MAX_VALUE);
      case "stop" -> value.textOrTexts();
      case "tools" -> {
        value.list();
        objects(value.parser(), _ -> {});
      }
      case "functions" -> value.list();
      case "tool_choice" -> choice(value);
      case "response_format" -> format = value.word("type");
      case "metadata", "logit_bias" -> value.map();
      case "parallel_tool_calls" -> value.bool();
      case "encoding_format" -> packed = value.oneOf(FORMATS).equals("base64");
      default -> {}
    }
  }

  private boolean streamed(Value value) {
    boolean wanted = value.bool();
    if (wanted && operation == Operation.EMBEDDINGS) {
      throw Fault.invalid("stream", "true (expected: false, as embeddings come in one piece)");
    }
    return wanted;
  }

  private int least() {
    return operation == Operation.TEXT_COMPLETION ? 0 : 1;
  }

  private void messages(Value value) {
    value.list();
    var parser = value.parser();
    int count = 0;
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      message(parser, count++);
    }
    if (count == 0) {
      throw Fault.invalid(MESSAGES, "is empty (expected: at least one message)");
    }
  }

  private void message(JsonParser parser, int number) {
    new Value(parser, MESSAGES, number, "").map();
    var role = "";
    boolean parts = false;
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      var name = parser.currentName();
      parser.nextToken();
      if (name.equals("role")) {
        role = new Value(parser, MESSAGES, number, name).oneOf(ROLES);
        developer |= role.equals("developer");
      } else if (name.equals("content")) {
        parts = parser.currentToken() == JsonToken.START_ARRAY;
        media += new Value(parser, MESSAGES, number, name).content();
      } else if (name.equals("tool_calls")) {
        calls(parser);
      }
      extended |= !OF_A_MESSAGE.contains(name);
      parser.skipChildren();
    }
    if (role.isEmpty()) {
      require(new Value(parser, MESSAGES, number, "role").place(), false);
    }
    resultParts |= parts && role.equals("tool");
  }

  /** Mistakes in calls are left to those who read them. */
  private void calls(JsonParser parser) {
    if (parser.currentToken() == JsonToken.START_ARRAY) {
      calls |= objects(parser, name -> extended |= !OF_A_CALL.contains(name));
    }
  }

  /**
   * Notes which objects of a list are of the type {@code custom}; whether the list has anything.
   */
  private boolean objects(JsonParser parser, Consumer<String> member) {
    boolean some = false;
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      some = true;
      boolean object = parser.currentToken() == JsonToken.START_OBJECT;
      while (object && parser.nextToken() == JsonToken.PROPERTY_NAME) {
        var name = parser.currentName();
        member.accept(name);
        boolean type = parser.nextToken() == JsonToken.VALUE_STRING && name.equals("type");
        custom |= type && parser.getString().equals("custom");
        parser.skipChildren();
      }
      parser.skipChildren();
    }
    return some;
  }

  private void choice(Value value) {
    if (value.parser().currentToken() == JsonToken.START_OBJECT) {
      custom |= OPENAIS_CHOICES.contains(value.word("type"));
    }
  }

  private static void require(String name, boolean there) {
    if (!there) {
      throw Fault.invalid(name, "is missing (expected: a value)");
    }
  }
}
