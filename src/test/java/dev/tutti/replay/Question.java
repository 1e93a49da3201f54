package dev.tutti.replay;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What Tutti is asked: the recorded request, where it is in the dialect that Tutti speaks, so that
 * its unknown members go through too; otherwise its essentials.
 */
final class Question {
  private Question() {}

  static ObjectNode of(Case one) {
    if (one.route().endpoint() == ReplayEndpoint.MESSAGES) {
      return MessagesQuestion.of(one).put("model", one.model()).put("stream", one.route().stream());
    }
    if (one.route().endpoint() == ReplayEndpoint.RESPONSES
        && one.route().dialect() == Dialect.RESPONSES) {
      return asWritten(one).put("model", one.model()).put("stream", one.route().stream());
    }
    var body = body(one).put("model", one.model());
    if (one.route().endpoint() == ReplayEndpoint.EMBEDDINGS) {
      return body;
    }
    if (one.route().endpoint() == ReplayEndpoint.RESPONSES) {
      return response(body).put("stream", one.route().stream());
    }
    body.remove("stream");
    body.remove("stream_options");
    if (one.route().stream()) {
      body.put("stream", true).withObject("stream_options").put("include_usage", true);
    }
    return body;
  }

  /** The recorded request; what it names of earlier responses is not there. */
  private static ObjectNode asWritten(Case one) {
    var recorded = one.recording().request().map(Recording.Request::body).orElse("");
    boolean answered = one.goal() instanceof Goal.Answers;
    return answered && parse(recorded) instanceof ObjectNode json && json.has("input")
        ? json.without("previous_response_id")
        : response(essentials(one).put("model", ""));
  }

  private static ObjectNode body(Case one) {
    boolean usable = Survival.comparable(one);
    var recorded = one.recording().request().map(Recording.Request::body).orElse("");
    return usable && parse(recorded) instanceof ObjectNode json && json.has(input(one))
        ? json
        : essentials(one);
  }

  private static String input(Case one) {
    return switch (one.route().endpoint()) {
      case CHAT, RESPONSES, MESSAGES -> "messages";
      case COMPLETIONS -> "prompt";
      case EMBEDDINGS -> "input";
    };
  }

  static JsonNode parse(String body) {
    try {
      return Corpus.JSON.readTree(body);
    } catch (JacksonException _) {
      return Corpus.JSON.createObjectNode();
    }
  }

  /** A chat that may have been answered as it was. */
  static ObjectNode essentials(Case one) {
    var body = Corpus.JSON.createObjectNode();
    switch (one.route().endpoint()) {
      case CHAT, RESPONSES, MESSAGES -> chat(body, one.goal());
      case COMPLETIONS -> body.put("prompt", "Once upon a time");
      case EMBEDDINGS -> texts(body, one.goal());
    }
    return body;
  }

  /** A chat's essentials in the words of responses. */
  private static ObjectNode response(ObjectNode chat) {
    var body = Corpus.JSON.createObjectNode();
    body.set("model", chat.path("model"));
    body.set("input", chat.path("messages"));
    for (var tool : chat.path("tools")) {
      var function = body.withArray("tools").addObject().put("type", "function");
      function.setAll((ObjectNode) tool.path("function"));
    }
    return body;
  }

  private static void chat(ObjectNode body, Goal goal) {
    body.withArray("messages").addObject().put("role", "user").put("content", "Say something.");
    if (goal instanceof Goal.Answers(Truth.Spoken spoken)) {
      if (spoken.choices().size() > 1) {
        body.put("n", spoken.choices().size());
      }
      spoken.choices().stream()
          .flatMap(choice -> choice.calls().stream())
          .map(Truth.Call::name)
          .distinct()
          .filter(name -> !name.isEmpty())
          .forEach(name -> tool(body, name));
    }
  }

  private static void tool(ObjectNode body, String name) {
    var tool = body.withArray("tools").addObject().put("type", "function");
    tool.withObject("function").put("name", name).withObject("parameters").put("type", "object");
  }

  private static void texts(ObjectNode body, Goal goal) {
    int count = 1;
    if (goal instanceof Goal.Answers(Truth.Vectors vectors)) {
      count = vectors.count();
      if (vectors.inBase64()) {
        body.put("encoding_format", "base64");
      }
    }
    for (int i = 0; i < count; i++) {
      body.withArray("input").add("text " + i);
    }
  }
}
