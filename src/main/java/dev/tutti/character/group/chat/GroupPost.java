package dev.tutti.character.group.chat;

import dev.tutti.character.group.GroupMessage;
import dev.tutti.chat.ChatRequest;
import dev.tutti.chat.Json;
import dev.tutti.chat.Operation;
import dev.tutti.followup.FollowUpWish;
import dev.tutti.text.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Message of a user in a group, and how it shall be answered.
 *
 * @param message of the user; without text where the group goes on by itself
 * @param params members of the request that every speaker's model gets
 * @param model in the place of the group's and its members'; empty for theirs
 * @param again id of the reply that is to be said once more, empty for none
 * @param key by which it is known when it is sent again, empty for none
 */
public record GroupPost(
    ChatGroup group,
    GroupMessage message,
    ChatRequest params,
    String model,
    FollowUpWish followUp,
    String again,
    String key) {
  private static final String USER = "user";

  /** What a user says to everybody. */
  public static GroupPost of(ChatGroup group, GroupMessage message, ChatRequest params) {
    return new GroupPost(group, message, params, "", FollowUpWish.AUTO, "", "");
  }

  /** Members of a request as every speaker's model gets them, such as {@code temperature}. */
  public static ChatRequest params(ObjectNode members) {
    var body = members.deepCopy();
    body.put("model", "-").putArray("messages").addObject().put("role", USER).put("content", "-");
    return ChatRequest.parse(Operation.CHAT, Json.bytes(body));
  }

  /** The same with a model that is asked in the place of all others. */
  public GroupPost by(String other) {
    return new GroupPost(group, message, params, other, followUp, again, key);
  }

  /** The same where its caller says whether it goes on with what was said before. */
  public GroupPost going(FollowUpWish wish) {
    return new GroupPost(group, message, params, model, wish, again, key);
  }

  /** The same by a key under which it counts once. */
  public GroupPost once(String under) {
    return new GroupPost(group, message, params, model, followUp, again, under);
  }

  /** The same that has a reply said once more. */
  public GroupPost repeating(String reply) {
    return new GroupPost(group, message, params, model, followUp, reply, key);
  }

  /** Whether the user says something. */
  boolean isSaid() {
    return !message.text().isEmpty();
  }

  /** The message for plans; null where the group goes on by itself and nobody is told to speak. */
  @Nullable GroupMessage planned() {
    return isSaid() || !message.speakers().isEmpty() ? message : null;
  }

  /** Id of the message under its key, the same each time. */
  String messageId() {
    var text = String.join("\0", group.owner(), group.id(), key);
    return "msg_" + Sha256.hex(text.getBytes(StandardCharsets.UTF_8)).substring(0, 48);
  }

  /** What makes it the same request as another one of its key. */
  String fingerprint() {
    var asked = Json.object().put("text", message.text()).put("model", model);
    list(asked, "speakers", message.speakers());
    list(asked, "to", message.to());
    list(asked, "present", message.present());
    return Sha256.hex(Json.bytes(asked));
  }

  /** What is kept with the user's message. */
  ObjectNode kept(int turn) {
    var kept = audience(Json.object().put("speaker", ChatGroup.USER).put("turn", turn));
    kept.put("name", group.userName());
    return key.isEmpty() ? kept : kept.put("request", fingerprint());
  }

  /** Adds who hears it, where that is not everybody. */
  ObjectNode audience(ObjectNode kept) {
    list(kept, "to", message.to());
    list(kept, "present", message.present());
    return kept;
  }

  private static void list(ObjectNode to, String name, List<String> ids) {
    if (!ids.isEmpty()) {
      var list = to.putArray(name);
      ids.forEach(list::add);
    }
  }
}
