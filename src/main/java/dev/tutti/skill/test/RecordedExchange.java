package dev.tutti.skill.test;

import dev.tutti.chat.ChatEvent;
import dev.tutti.chat.EventJson;
import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.chat.Json;
import dev.tutti.chat.Outcome;
import dev.tutti.chat.Usage;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Exchange with a model: what it was asked, and what it said. Immutable.
 *
 * @param request the body of the request, not to be changed
 * @param deployment who answered, {@code provider/model}; empty when nobody did
 * @param events what was said, in the fragments in which it was said
 * @param outcome how it ended
 */
record RecordedExchange(
    ObjectNode request, String deployment, List<ChatEvent> events, Outcome outcome) {

  /** An answer to a question that is not known yet. */
  static RecordedExchange of(List<ChatEvent> events, Outcome outcome) {
    return new RecordedExchange(Json.object(), "", events, outcome);
  }

  /** The same answer to a request. */
  RecordedExchange to(ObjectNode asked) {
    return new RecordedExchange(asked, deployment, events, outcome);
  }

  /** The prompt of the model, as people read it. */
  String prompt() {
    return request
        .path("messages")
        .valueStream()
        .map(
            message ->
                "[%s]%n%s%n"
                    .formatted(message.path("role").asString(""), said(message))
                    .replace("\r", ""))
        .collect(Collectors.joining());
  }

  private static String said(JsonNode message) {
    var content = message.path("content");
    var text = content.isString() ? content.asString() : Json.text(content);
    return message.has("tool_calls") ? text + Json.text(message.path("tool_calls")) : text;
  }

  /** Whether it is a whole answer rather than calls of tools or a failure. */
  boolean isAnswer() {
    return outcome instanceof Outcome.Completed
        && events.stream().noneMatch(ChatEvent.ToolCall.class::isInstance);
  }

  /** The same with another text. */
  RecordedExchange saying(String text) {
    var said = new ArrayList<ChatEvent>();
    boolean isSaid = false;
    for (var event : events) {
      if (!(event instanceof ChatEvent.Text)) {
        said.add(event);
      } else if (!isSaid) {
        said.add(new ChatEvent.Text(0, text));
        isSaid = true;
      }
    }
    return new RecordedExchange(request, deployment, List.copyOf(said), outcome);
  }

  /** The text that was said. */
  String text() {
    var text = new StringBuilder();
    for (var event : events) {
      if (event instanceof ChatEvent.Text(int _, String part)) {
        text.append(part);
      }
    }
    return text.toString();
  }

  ObjectNode json() {
    var json = Json.object();
    json.set("request", request);
    json.put("deployment", deployment);
    var said = json.putArray("events");
    events.forEach(event -> said.add(EventJson.of(event)));
    json.set("usage", EventJson.usage(outcome.usage()));
    if (outcome instanceof Outcome.Failed(Fault fault, Usage _)) {
      json.set("fault", json(fault));
    }
    return json;
  }

  static ObjectNode json(Fault fault) {
    var json =
        Json.object()
            .put("code", fault.code().code())
            .put("status", fault.status())
            .put("message", fault.getMessage());
    return fault.isCallerLimit() ? json.put("caller_limit", true) : json;
  }

  /**
   * The exchange that {@link #json} has written.
   *
   * @throws IllegalArgumentException when it is something else
   */
  static RecordedExchange read(JsonNode json) {
    var usage = EventJson.usage(json.path("usage"));
    var events = json.path("events").valueStream().map(EventJson::read).toList();
    var request = json.path("request") instanceof ObjectNode asked ? asked : Json.object();
    Outcome outcome =
        json.has("fault")
            ? new Outcome.Failed(fault(json.path("fault")), usage)
            : new Outcome.Completed(usage);
    return new RecordedExchange(request, json.path("deployment").asString(""), events, outcome);
  }

  private static Fault fault(JsonNode json) {
    var code =
        code(json.path("code").asString(""))
            .orElseThrow(() -> new IllegalArgumentException("no fault: " + json));
    var fault =
        Fault.of(code, json.path("message").asString(""))
            .status(json.path("status").asInt(code.status()));
    return json.path("caller_limit").asBoolean(false) ? fault.byCallerLimit() : fault;
  }

  /** The fault of a name such as {@code rate_limited}. */
  static Optional<FaultCode> code(String word) {
    for (var code : FaultCode.values()) {
      if (code.code().equals(word.toLowerCase(Locale.ROOT))) {
        return Optional.of(code);
      }
    }
    return Optional.empty();
  }
}
