package dev.tutti.cli.character;

import dev.tutti.chat.Fault;
import dev.tutti.chat.Json;
import dev.tutti.cli.server.ApiClient;
import dev.tutti.cli.server.ServerCommand;
import dev.tutti.text.VisibleText;
import java.io.IOException;
import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Conversation of {@code tutti character chat}. Not thread-safe. */
final class CharacterTalk {
  private static final int BAD_REQUEST = 400;

  private final ApiClient client;
  private final String character;
  private final ObjectNode always;
  private final boolean json;
  private final Screen screen;
  private String session;

  /**
   * Where words go.
   *
   * @param out answers
   * @param err what is said about the conversation
   */
  record Screen(PrintWriter out, PrintWriter err) {}

  /**
   * @param character its name or its id
   * @param always members of every post
   * @param session the conversation that goes on; empty for a new one
   * @param json whether answers are printed as JSON
   */
  CharacterTalk(
      ApiClient client,
      String character,
      ObjectNode always,
      String session,
      boolean json,
      Screen screen) {
    this.client = client;
    this.character = character;
    this.always = always;
    this.session = session;
    this.json = json;
    this.screen = screen;
  }

  /** Has the character begin, where its card has a greeting. */
  void greet(@Nullable Integer number) throws IOException, InterruptedException {
    try {
      post(Json.object().put("greeting", number == null ? 0 : number));
    } catch (Fault fault) {
      if (number != null || fault.status() != BAD_REQUEST) {
        throw fault;
      }
    }
    screen.err.println("/again makes the last answer anew, /exit ends.");
  }

  /** Takes a line: a command, or what is said. */
  void take(String line) throws IOException, InterruptedException {
    switch (line.strip()) {
      case "" -> {}
      case "/again" -> post(Json.object().put("regenerate", true));
      default -> say(line);
    }
  }

  /** Says something. */
  void say(String text) throws IOException, InterruptedException {
    post(Json.object().put("content", text));
  }

  /** Shows that something may be said. */
  void prompt() {
    screen.err.print("> ");
    screen.err.flush();
  }

  private void post(ObjectNode body) throws IOException, InterruptedException {
    body.setAll(always);
    if (!session.isEmpty()) {
      body.put("session_id", session);
    }
    if (json) {
      var answer = client.post(path("messages"), body);
      hear(answer, false);
      screen.out.println(Json.text(answer));
    } else {
      client.events(path("stream"), body, event -> hear(event, true));
      screen.out.println();
    }
    screen.out.flush();
  }

  private String path(String twin) {
    return ServerCommand.path("/v1/chat", character, twin);
  }

  /** Shows words that come; says whether others follow. */
  private boolean hear(JsonNode event, boolean shows) {
    if (shows) {
      screen.out.print(VisibleText.words(event.path("text").asString("")));
      screen.out.flush();
    }
    if (event.has("session_id")) {
      var told = event.path("session_id").asString("");
      if (session.isEmpty()) {
        screen.err.printf("Session %s%n", told);
      }
      session = told;
    }
    return !event.has("reply");
  }
}
