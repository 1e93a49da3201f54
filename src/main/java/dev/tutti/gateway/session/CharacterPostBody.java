package dev.tutti.gateway.session;

import dev.tutti.character.chat.CharacterVisit;
import dev.tutti.chat.ChatRequest;
import dev.tutti.chat.Fault;
import dev.tutti.chat.Json;
import dev.tutti.chat.Operation;
import dev.tutti.session.SessionPost;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Body of a post to a character: something that is said, another variant of the last answer that is
 * wanted, or a greeting alone.
 *
 * @param json with members of a chat completion beside its own
 */
record CharacterPostBody(ObjectNode json) {
  private static final String CONTENT = "content";
  private static final String GREETING = "greeting";
  private static final String REGENERATE = "regenerate";
  private static final String VARIANT = "variant";
  private static final String FOLLOW_UP = "follow_up";
  private static final String USER = "user";
  private static final String USER_NAME = "user_name";
  private static final Set<String> OWN =
      Set.of(
          CONTENT,
          GREETING,
          REGENERATE,
          VARIANT,
          FOLLOW_UP,
          "session_id",
          "name",
          "model",
          USER,
          USER_NAME,
          "messages");
  private static final int MOST_GREETINGS = 10_000;

  /** Stands for what is said until the session's history does. */
  private static final String NOTHING = "-";

  /** What it says of the conversation. */
  CharacterVisit visit(String character) {
    return new CharacterVisit(
        character, text("session_id"), text(USER), text(USER_NAME), text("model"), greeting());
  }

  private String text(String name) {
    return ParsedPost.text(json, name);
  }

  private @Nullable Integer greeting() {
    var greeting = json.path(GREETING);
    if (greeting.isMissingNode() || greeting.isNull()) {
      return null;
    }
    if (!greeting.canConvertToInt() || greeting.asInt() < 0 || greeting.asInt() > MOST_GREETINGS) {
      throw Fault.invalid(GREETING, greeting + " (expected: the number of a greeting, from 0)");
    }
    return greeting.asInt();
  }

  /** Whether another variant of the last answer is wanted. */
  boolean isAgain() {
    var again = json.path(REGENERATE);
    if (json.hasNonNull(REGENERATE) && !again.isBoolean()) {
      throw Fault.invalid(REGENERATE, again + " (expected: true or false)");
    }
    return again.asBoolean(false);
  }

  /** Whether nothing is said and a greeting is all that is wanted. */
  boolean isGreetingAlone() {
    return json.hasNonNull(GREETING) && !json.hasNonNull(CONTENT);
  }

  /**
   * The post in a session.
   *
   * @throws Fault {@code invalid_request}
   */
  SessionPost post(String session) {
    var wish = ParsedPost.wish(json.path(FOLLOW_UP));
    if (isAgain()) {
      for (var other : List.of(CONTENT, VARIANT, GREETING)) {
        if (json.hasNonNull(other)) {
          throw Fault.invalid(other, "beside regenerate (expected: one of them)");
        }
      }
      return new SessionPost(session, false, List.of(), List.of()).going(wish).again();
    }
    var said = isGreetingAlone() ? List.<ObjectNode>of() : List.of(ParsedPost.message(json));
    return new SessionPost(session, false, List.of(), said).going(wish).goingOnFrom(text(VARIANT));
  }

  /**
   * The request to the character.
   *
   * @param model the character as a model
   * @param user the end user, empty for nobody
   * @param userName what {@code {{user}}} stands for, empty for the end user
   * @param streams whether the answer is wanted piece by piece, whatever the body says
   */
  ChatRequest request(String model, String user, String userName, boolean streams) {
    var chat = Json.object().put("model", model);
    json.forEachEntry(
        (name, value) -> {
          if (!OWN.contains(name) && !value.isNull()) {
            chat.set(name, value);
          }
        });
    put(chat, USER, user);
    put(chat, USER_NAME, userName);
    if (streams) {
      chat.put("stream", true);
    }
    var message = Json.object().put("role", "user").put(CONTENT, NOTHING);
    chat.putArray("messages").add(json.hasNonNull(CONTENT) ? ParsedPost.message(json) : message);
    return ChatRequest.parse(Operation.CHAT, Json.bytes(chat));
  }

  private static void put(ObjectNode chat, String name, String value) {
    if (!value.isEmpty()) {
      chat.put(name, value);
    }
  }
}
