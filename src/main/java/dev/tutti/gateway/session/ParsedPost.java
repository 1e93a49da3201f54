package dev.tutti.gateway.session;

import dev.tutti.call.Call;
import dev.tutti.call.ChatModel;
import dev.tutti.chat.ChatRequest;
import dev.tutti.chat.Fault;
import dev.tutti.chat.Json;
import dev.tutti.chat.Operation;
import dev.tutti.followup.FollowUpWish;
import dev.tutti.gateway.chat.AnswerContext;
import dev.tutti.gateway.chat.ParsedRequest;
import dev.tutti.gateway.chat.StreamWriter;
import dev.tutti.gateway.chat.WholeWriter;
import dev.tutti.session.ChatSession;
import dev.tutti.session.SessionChats;
import dev.tutti.session.SessionPlace;
import dev.tutti.session.SessionPost;
import io.vertx.core.Future;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What is said in a session, with the model or the skill that is to answer. Confined to its call.
 */
final class ParsedPost implements ParsedRequest {
  private static final String CONTENT = "content";
  private static final String SKILL = "skill";
  private static final String SKILLS = "skill:";
  private static final String MODEL = "model";
  private static final String FOLLOW_UP = "follow_up";
  private static final Set<String> OWN = Set.of(CONTENT, SKILL, FOLLOW_UP, "messages", "name");

  private final String session;
  private final SessionChats chats;
  private final Supplier<ObjectNode> body;
  private @Nullable SessionPost post;
  private @Nullable SessionPlace place;
  private Runnable hold = () -> {};

  /**
   * @param body throws what is wrong with it
   */
  ParsedPost(String session, SessionChats chats, Supplier<ObjectNode> body) {
    this.session = session;
    this.chats = chats;
    this.body = body;
  }

  @Override
  public Future<ChatRequest> request(Call call) {
    if (chats.settings().get().finishes()) {
      call.tail().outlive(); // from now on, as the whole request is here
    }
    hold = call.tail().hold();
    place = chats.turns().join(call.caller().owner(), session);
    var _ = call.onCancel(this::giveUp);
    return call.loop()
        .bring(chats.sessions().find(call.caller().owner(), session))
        .map(found -> read(call, found))
        .onFailure(_ -> giveUp());
  }

  /** The model will not be asked. */
  private void giveUp() {
    var joined = place;
    place = null;
    if (joined != null) {
      joined.leave();
    }
    hold.run();
  }

  private ChatRequest read(Call call, ChatSession found) {
    var visible = found.requireFor(call.caller().user());
    var caller = call.caller().inSession(visible.id());
    var json = body.get();
    call.caller(caller.user().isEmpty() ? caller.forUser(visible.user()) : caller);
    if (caller.user().isEmpty()) {
      var _ = found.requireFor(json.path("user").asString(""));
    }
    var message = message(json);
    var wish = wish(json.path(FOLLOW_UP));
    post = new SessionPost(session, false, List.of(), List.of(message)).going(wish);
    var model = model(json, visible);
    var chat = Json.object().put(MODEL, model);
    json.forEachEntry(
        (name, value) -> {
          if (!OWN.contains(name) && !name.equals(MODEL) && !value.isNull()) {
            chat.set(name, value);
          }
        });
    if (model.startsWith(SKILLS)) {
      chat.put(FOLLOW_UP, wish.word());
      post = post.withoutMemory();
    }
    chat.putArray("messages").add(message);
    return ChatRequest.parse(Operation.CHAT, Json.bytes(chat));
  }

  static ObjectNode message(ObjectNode json) {
    var content = json.path(CONTENT);
    boolean said =
        content.isString()
            ? !content.asString().isBlank()
            : content.isArray() && !content.isEmpty();
    if (!said) {
      throw Fault.invalid(CONTENT, content + " (expected: a text, or a list of parts)");
    }
    var message = Json.object().put("role", "user");
    message.set(CONTENT, content);
    if (json.path("name").isString()) {
      message.set("name", json.path("name"));
    }
    return message;
  }

  static FollowUpWish wish(JsonNode said) {
    if (said.isMissingNode() || said.isNull()) {
      return FollowUpWish.AUTO;
    }
    return FollowUpWish.of(said.isValueNode() ? said.asString("") : "")
        .orElseThrow(() -> Fault.invalid(FOLLOW_UP, said + " (expected: auto, yes or no)"));
  }

  private static String model(ObjectNode json, ChatSession session) {
    var skill = text(json, SKILL);
    var model = text(json, MODEL);
    if (!skill.isEmpty() && !model.isEmpty()) {
      throw Fault.invalid(SKILL, "beside model (expected: one of them)");
    }
    if (!skill.isEmpty()) {
      return skill.startsWith(SKILLS) ? skill : SKILLS + skill;
    }
    var asked = model.isEmpty() ? session.model() : model;
    if (asked.isEmpty()) {
      throw Fault.invalid(MODEL, "is missing, and the session has none (expected: a model's name)");
    }
    return asked;
  }

  static String text(ObjectNode json, String name) {
    var value = json.path(name);
    if (!value.isMissingNode() && !value.isNull() && !value.isString()) {
      throw Fault.invalid(name, value + " (expected: a name)");
    }
    return value.asString("");
  }

  @Override
  public ChatModel around(ChatModel model, ChatRequest request, Call call) {
    var joined = place;
    var kept = chats.around(model, joined == null ? post() : post().at(joined));
    return (asked, of) -> {
      place = null; // it is the turn's now
      var opened = kept.open(asked, of);
      hold.run();
      return opened;
    };
  }

  private SessionPost post() {
    return Objects.requireNonNull(post, "not read yet");
  }

  @Override
  public StreamWriter stream(AnswerContext context) {
    return new PostStream(new PostAnswer(post(), context));
  }

  @Override
  public WholeWriter whole(AnswerContext context) {
    return new PostWhole(new PostAnswer(post(), context));
  }
}
