package dev.tutti.gateway.responses.output;

import dev.tutti.chat.Json;
import tools.jackson.databind.node.ObjectNode;

/** Reasoning, as a summary or as it is. */
final class OutputReasoning implements OutputItem {
  private final ObjectNode json;
  private final int index;
  private final Events events;
  private final boolean summary;
  private final StringBuilder text = new StringBuilder();

  OutputReasoning(String id, int index, Events events, boolean summary) {
    this.index = index;
    this.events = events;
    this.summary = summary;
    this.json = Json.object().put("id", id).put("type", "reasoning").put("status", "in_progress");
    json.putArray("summary");
    if (!summary) {
      json.putArray("content");
    }
  }

  void add(String words) {
    if (text.isEmpty()) {
      events.tell(
          summary ? "response.reasoning_summary_part.added" : "response.content_part.added",
          part());
    }
    text.append(words);
    events.tell(words("delta"), about().put("delta", words));
  }

  private String words(String step) {
    return (summary ? "response.reasoning_summary_text." : "response.reasoning_text.") + step;
  }

  private ObjectNode about() {
    return OutputItem.about(this).put(summary ? "summary_index" : "content_index", 0);
  }

  private ObjectNode part() {
    var about = about();
    about
        .putObject("part")
        .put("type", summary ? "summary_text" : "reasoning_text")
        .put("text", text.toString());
    return about;
  }

  @Override
  public ObjectNode json() {
    return json;
  }

  @Override
  public int index() {
    return index;
  }

  @Override
  public void end() {
    if (text.isEmpty()) {
      return;
    }
    var part = part();
    json.withArray(summary ? "summary" : "content").add(part.path("part"));
    events.tell(words("done"), about().put("text", text.toString()));
    events.tell(
        summary ? "response.reasoning_summary_part.done" : "response.content_part.done", part);
  }
}
