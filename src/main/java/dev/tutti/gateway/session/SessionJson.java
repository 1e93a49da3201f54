package dev.tutti.gateway.session;

import dev.tutti.call.TurnDecision;
import dev.tutti.chat.Json;
import dev.tutti.followup.FollowUpWish;
import dev.tutti.ledger.SessionUsage;
import dev.tutti.session.ChatSession;
import dev.tutti.session.NewMessage;
import dev.tutti.session.RowList;
import dev.tutti.session.SessionMessage;
import dev.tutti.session.SessionVerdicts;
import dev.tutti.session.SessionView;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** JSON of sessions and their messages. */
final class SessionJson {
  private static final String ROLE = "role";
  private static final String CONTENT = "content";
  private static final int NANO_DIGITS = 9;

  private SessionJson() {}

  static ObjectNode of(ChatSession session) {
    var json =
        Json.object()
            .put("id", session.id())
            .put("object", "session")
            .put("title", orNull(session.title()))
            .put("user", orNull(session.user()))
            .put("system", orNull(session.system()))
            .put("model", orNull(session.model()));
    json.set("context", session.context().json());
    json.set("metadata", session.metadata());
    return json.put("lasting", session.lasting())
        .put("created_at", session.created().toString())
        .put("used_at", session.used().toString());
  }

  /** The same with what its calls used. */
  static ObjectNode of(ChatSession session, SessionUsage used) {
    var json = of(session);
    json.putObject("usage")
        .put("calls", used.calls())
        .put("input_tokens", used.input())
        .put("output_tokens", used.output())
        .put("cost_usd", BigDecimal.valueOf(used.nanoDollars(), NANO_DIGITS))
        .put("unpriced", used.unpriced())
        .put("saved_tokens", used.saved());
    return json;
  }

  private static @Nullable String orNull(String text) {
    return text.isEmpty() ? null : text;
  }

  static <T> ObjectNode list(RowList<T> list, Function<T, ObjectNode> each) {
    var json = Json.object();
    var data = json.putArray("data");
    list.data().forEach(row -> data.add(each.apply(row)));
    return json.put("has_more", list.more());
  }

  /** A message for who reads it: its content is a text, with the parts beside where it has some. */
  static ObjectNode of(SessionMessage message) {
    var json = shown(message.id(), message.json(), message.created());
    if (!message.model().isEmpty()) {
      json.put("model", message.model());
    }
    json.put("pinned", message.pinned());
    json.set("metadata", message.metadata());
    var verdict = SessionVerdicts.of(message);
    return verdict.equals(FollowUpWish.AUTO) ? json : json.put("follow_up", verdict.word());
  }

  /** The same of one that was just kept. */
  static ObjectNode of(NewMessage message) {
    var json = shown(message.id(), message.json(), message.at());
    if (!message.model().isEmpty()) {
      json.put("model", message.model());
    }
    return json;
  }

  private static ObjectNode shown(String id, ObjectNode message, Instant at) {
    var json = Json.object().put("id", id);
    json.set(ROLE, message.path(ROLE));
    json.put(CONTENT, text(message.path(CONTENT)));
    if (message.path(CONTENT).isArray()) {
      json.set("parts", message.path(CONTENT));
    }
    message.forEachEntry(
        (name, value) -> {
          if (!name.equals(ROLE) && !name.equals(CONTENT) && !json.has(name)) {
            json.set(name, value);
          }
        });
    return json.put("created_at", at.toString());
  }

  /** The words of a content, without pictures and the like. */
  static String text(JsonNode content) {
    if (content.isString()) {
      return content.asString();
    }
    var text = new StringBuilder();
    content.forEach(
        part -> text.append(part.path("text").asString(part.path("refusal").asString(""))));
    return text.toString();
  }

  /** A line of an export, which an import takes as it is. */
  static ObjectNode line(SessionMessage message) {
    var json = Json.object().put("id", message.id());
    message.json().forEachEntry(json::set);
    json.put("created_at", message.created().toString());
    if (!message.model().isEmpty()) {
      json.put("model", message.model());
    }
    if (message.pinned()) {
      json.put("pinned", true);
    }
    if (!message.metadata().isEmpty()) {
      json.set("metadata", message.metadata());
    }
    return json;
  }

  /** The same view with what it leaves out, and why, and with all messages that are sent. */
  static ObjectNode sent(ObjectNode json, ChatSession session, SessionView view) {
    json.setAll(view.details());
    var messages = json.putArray("messages");
    if (!session.system().isEmpty()) {
      messages.addObject().put(ROLE, "system").put(CONTENT, session.system());
    }
    view.messages().forEach(messages::add);
    return json;
  }

  static ObjectNode of(TurnDecision decision) {
    return Json.object()
        .put("decision", decision.word())
        .put("probability", rounded(decision.probability()))
        .put("confidence", rounded(decision.confidence()))
        .put("reason", decision.reason())
        .put("layer", decision.layer());
  }

  private static double rounded(double value) {
    return Math.round(value * 10_000) / 10_000.0;
  }

  static ObjectNode of(SessionView view) {
    return Json.object()
        .put("strategy", view.strategy().word())
        .put("tokens", view.use().sent())
        .put("tokens_full", view.use().full())
        .put("kept", view.kept().size())
        .put("summarised", view.summarised())
        .put("dropped", view.dropped());
  }
}
