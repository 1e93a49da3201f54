package dev.tutti.cli.session;

import dev.tutti.chat.Json;
import dev.tutti.cli.server.ApiClient;
import dev.tutti.cli.server.ServerCommand;
import dev.tutti.text.VisibleText;
import java.io.IOException;
import java.io.PrintWriter;
import tools.jackson.databind.JsonNode;

/** Conversation of {@code tutti chat} in a session that the server keeps. Not thread-safe. */
final class ChatTalk {
  private final ApiClient client;
  private final String path;
  private final String model;
  private final boolean json;
  private final PrintWriter out;
  private JsonNode last = Json.object();

  /**
   * @param client to whom answers say what was sent
   * @param path of the session
   * @param model who answers, empty for the session's own
   * @param json whether answers are printed as JSON
   */
  ChatTalk(ApiClient client, String path, String model, boolean json, PrintWriter out) {
    this.client = client;
    this.path = path;
    this.model = model;
    this.json = json;
    this.out = out;
  }

  /** Takes a line: a command, or what is said. */
  void take(String line) throws IOException, InterruptedException {
    switch (line.strip()) {
      case "" -> {}
      case "/why" -> why();
      case "/compact" -> show(client.post(path + "/compact", Json.object()));
      default -> say(line);
    }
    out.flush();
  }

  /** Shows what was sent with the last message; before there is one, what would be sent now. */
  private void why() throws IOException, InterruptedException {
    if (last.isEmpty()) {
      show(client.get(path + "/view"));
    } else if (json) {
      out.println(Json.text(last));
    } else {
      SessionLines.why(out, ServerCommand.visible(last));
    }
  }

  private void show(JsonNode view) {
    if (json) {
      out.println(Json.text(view));
    } else {
      SessionLines.view(out, ServerCommand.visible(view));
    }
  }

  private void say(String line) throws IOException, InterruptedException {
    var body = Json.object().put("content", line);
    if (!model.isEmpty()) {
      body.put("model", model);
    }
    if (json) {
      last = client.post(path + "/messages", body);
      out.println(Json.text(last));
    } else {
      client.events(path + "/messages", body.put("stream", true), this::hear);
      out.println();
    }
  }

  /** Shows words that come; says whether others follow. */
  private boolean hear(JsonNode event) {
    out.print(VisibleText.words(event.path("text").asString("")));
    out.flush();
    if (event.has("reply")) {
      last = event;
    }
    return !event.has("reply");
  }
}
