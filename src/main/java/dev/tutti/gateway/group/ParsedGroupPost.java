package dev.tutti.gateway.group;

import dev.tutti.call.Call;
import dev.tutti.call.ChatModel;
import dev.tutti.character.group.GroupMessage;
import dev.tutti.character.group.chat.ChatGroup;
import dev.tutti.character.group.chat.GroupPost;
import dev.tutti.character.group.chat.GroupPostModel;
import dev.tutti.chat.ChatRequest;
import dev.tutti.chat.JsonEdits;
import dev.tutti.feature.HeededMembers;
import dev.tutti.followup.FollowUpWish;
import dev.tutti.gateway.character.CharacterFields;
import dev.tutti.gateway.chat.AnswerContext;
import dev.tutti.gateway.chat.ParsedRequest;
import dev.tutti.gateway.chat.StreamWriter;
import dev.tutti.gateway.chat.WholeWriter;
import dev.tutti.session.SessionPlace;
import io.vertx.core.Future;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Post in a group, once it is understood. Confined to its call. */
final class ParsedGroupPost implements ParsedRequest {
  private static final String CONTENT = "content";
  private static final String FOLLOW_UP = "follow_up";
  private static final String SPEAKER = "speaker";
  private static final HeededMembers MEMBERS =
      HeededMembers.of("a group").knowing(CONTENT, FOLLOW_UP, SPEAKER, "speakers", "to", "present");

  private final GroupDialect dialect;
  private final String key;
  private final Supplier<ObjectNode> body;
  private @Nullable SessionPlace place;
  private @Nullable GroupPost post;
  private @Nullable GroupPostModel model;
  private Runnable hold = () -> {};

  /**
   * @param body throws what is wrong with it
   */
  ParsedGroupPost(GroupDialect dialect, String key, Supplier<ObjectNode> body) {
    this.dialect = dialect;
    this.key = key;
    this.body = body;
  }

  @Override
  public Future<ChatRequest> request(Call call) {
    var chats = dialect.chats();
    if (chats.sessions().settings().get().finishes()) {
      call.tail().outlive(); // from now on, as the whole request is here
    }
    hold = call.tail().hold();
    var owner = call.caller().owner();
    place = chats.sessions().turns().join(owner, dialect.group());
    var _ = call.onCancel(this::giveUp);
    return call.loop()
        .bring(chats.groups().one(owner, dialect.group()))
        .map(found -> read(call, found))
        .onFailure(_ -> giveUp());
  }

  /** Nobody will be asked. */
  private void giveUp() {
    var joined = place;
    place = null;
    if (joined != null) {
      joined.leave();
    }
    hold.run();
  }

  private ChatRequest read(Call call, ChatGroup found) {
    var group = GroupsEndpoint.visible(found, call.caller().user());
    var json = body.get();
    GroupsEndpoint.visible(found, json.path("user").asString(""));
    var caller = call.caller().inSession(group.id());
    call.caller(caller.user().isEmpty() ? caller.forUser(group.user()) : caller);
    MEMBERS.require(json);
    var fields = CharacterFields.of(json);
    var wished = fields.text("model", "");
    var params = GroupPost.params(MEMBERS.handedOn(json));
    post =
        GroupPost.of(group, message(fields, group), params)
            .by(wished)
            .going(wish(fields))
            .once(key)
            .repeating(dialect.way().again());
    var player = dialect.chats().models().player(group, wished, call.caller());
    boolean streams = dialect.way().streams() || fields.flag("stream", false);
    return params.edited(JsonEdits.none().set("model", player).set("stream", streams));
  }

  private GroupMessage message(CharacterFields fields, ChatGroup group) {
    return new GroupMessage(
        "user",
        content(fields),
        speakers(fields, group),
        GroupBody.members(fields, "to", group),
        GroupBody.members(fields, "present", group));
  }

  private String content(CharacterFields fields) {
    if (!dialect.way().says()) {
      if (fields.has(CONTENT)) {
        throw fields.wrong(CONTENT, "nothing, or another endpoint");
      }
      return "";
    }
    var content = fields.text(CONTENT, "");
    if (content.isBlank()) {
      throw fields.wrong(CONTENT, "a text");
    }
    return content;
  }

  private static List<String> speakers(CharacterFields fields, ChatGroup group) {
    var one = fields.object().path(SPEAKER);
    var named = one.isObject() ? one.path("id") : one;
    if (fields.has(SPEAKER) && !named.isString()) {
      throw fields.wrong(SPEAKER, "the id of a character");
    }
    var first =
        named.isString()
            ? Stream.of(group.requireMember(SPEAKER, named.asString()).character())
            : Stream.<String>empty();
    return Stream.concat(first, GroupBody.members(fields, "speakers", group).stream())
        .distinct()
        .toList();
  }

  private static FollowUpWish wish(CharacterFields fields) {
    if (!fields.has(FOLLOW_UP)) {
      return FollowUpWish.AUTO;
    }
    var said = fields.object().path(FOLLOW_UP);
    return FollowUpWish.of(said.isValueNode() ? said.asString("") : "")
        .orElseThrow(() -> fields.wrong(FOLLOW_UP, "auto, yes or no"));
  }

  @Override
  public ChatModel around(ChatModel first, ChatRequest request, Call call) {
    var joined = Objects.requireNonNull(place, "given up");
    var talk = new GroupPostModel(dialect.chats(), post(), joined);
    model = talk;
    return (asked, of) -> {
      place = null; // it is the turn's now
      var opened = talk.open(asked, of);
      hold.run();
      return opened;
    };
  }

  private GroupPost post() {
    return Objects.requireNonNull(post, "not read yet");
  }

  private ObjectNode answer() {
    return Objects.requireNonNull(model, "not asked yet").replies().json();
  }

  @Override
  public StreamWriter stream(AnswerContext context) {
    return new GroupStream(this::answer);
  }

  @Override
  public WholeWriter whole(AnswerContext context) {
    return new GroupWhole(this::answer);
  }
}
