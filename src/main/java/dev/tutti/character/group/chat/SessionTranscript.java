package dev.tutti.character.group.chat;

import dev.tutti.call.Call;
import dev.tutti.chat.Json;
import dev.tutti.followup.DialogueTurn;
import dev.tutti.followup.FollowUpWish;
import dev.tutti.session.ChatSession;
import dev.tutti.session.NewMessage;
import dev.tutti.session.SessionMessage;
import dev.tutti.session.SessionTurn;
import dev.tutti.session.ViewRequest;
import dev.tutti.session.ViewTerms;
import dev.tutti.store.Store;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ObjectNode;

/**
 * Transcript of a group in its session. A speaker's model is sent a view of what the speaker has
 * heard, by the strategy and within the budget of the session; a summary is never in it, as it
 * would tell of what others have heard. On the thread of the turn.
 */
record SessionTranscript(
    GroupChats chats,
    GroupPost post,
    Call call,
    SessionTurn session,
    ChatSession found,
    GroupHistory history,
    int turn)
    implements GroupTranscript {
  /** Latest messages of a session that are looked at; no view of a group has more. */
  static final int SEEN = 500;

  private static final String USER = "user";

  /** The transcript of a turn that has begun. */
  static SessionTranscript read(GroupChats chats, GroupPost post, Call call, SessionTurn turn) {
    var found = Store.await(turn.session());
    var messages = Store.await(turn.latest(SEEN, call.memory()::take));
    var history = GroupHistory.of(messages, post.group());
    int number = history.line(known(post)).map(GroupLine::turn).orElseGet(() -> history.turn() + 1);
    return new SessionTranscript(chats, post, call, turn, found, history, number);
  }

  /** Id of the message of a post that may have come before; empty where it is known by no key. */
  private static String known(GroupPost post) {
    return post.key().isEmpty() || !post.isSaid() ? "" : post.messageId();
  }

  /** Whether the user's message is kept: in this turn, or in one that broke off. */
  boolean isAsked() {
    return asked().isPresent();
  }

  /** The user's message, once it is kept. */
  Optional<GroupLine> asked() {
    return history.line(session.message().orElseGet(() -> known(post)));
  }

  /** What is noted with the user's message under its key when the turn ends. */
  Map<String, ObjectNode> ended() {
    return known(post).isEmpty()
        ? Map.of()
        : asked().stream()
            .collect(
                Collectors.toMap(
                    each -> each.message().id(), each -> each.noted(GroupLine.ENDED, 1)));
  }

  /** Keeps what the user says. */
  void ask() {
    var id = post.key().isEmpty() ? nextId() : post.messageId();
    var json = Json.object().put("role", USER).put("content", post.message().text());
    var metadata = GroupLine.metadata(post.kept(turn));
    var wish = post.followUp().decision().isEmpty() ? "" : post.followUp().word();
    var message = NewMessage.given(id, chats.groups().now(), json).with(metadata).counted(0, wish);
    Store.await(session.ask(List.of(message)));
    add(message);
    call.loop().run(() -> call.tail().answers(id));
  }

  private void add(NewMessage message) {
    history.add(
        GroupLine.of(
            new SessionMessage(
                0,
                message.id(),
                message.model(),
                message.at(),
                false,
                message.metadata(),
                0,
                message.dependence(),
                message.json()),
            post.group()));
  }

  @Override
  public String policy() {
    return found.system();
  }

  @Override
  public List<ObjectNode> heard(CastMember member, List<GroupLine> lines, String model) {
    var heard =
        lines.stream()
            .filter(each -> each.reaches(member.character()))
            .filter(each -> !each.said().text().isBlank())
            .toList();
    int newest = (int) heard.stream().filter(each -> each.turn() == turn).count();
    var before = heard.subList(0, heard.size() - newest);
    var view =
        chats
            .sessions()
            .view()
            .of(
                new ViewRequest(
                    call.caller(),
                    found.ofCharacter(member.character()), // which remembers what it was told
                    heard.stream().map(each -> each.toldTo(member.character())).toList(),
                    newest,
                    model,
                    decided(before),
                    ViewTerms.USUAL.withoutSummary()));
    call.loop().run(() -> call.tail().context(view.use()));
    return view.messages();
  }

  /** Whether the message goes on with what this speaker has heard before it. */
  private FollowUpWish decided(List<GroupLine> before) {
    if (!post.isSaid() || post.followUp().decision().isPresent()) {
      return post.followUp();
    }
    var turns =
        before.stream()
            .map(each -> new DialogueTurn(each.isReply() ? "assistant" : USER, each.said().text()))
            .toList();
    return FollowUpWish.decided(
        chats.detector().withoutModel().decide(turns, post.message().text()));
  }

  @Override
  public String nextId() {
    return chats.sessions().sessions().ids().next("msg");
  }

  @Override
  public void keep(SpeakerReply reply, String model) {
    var json = Json.object().put("role", "assistant").put("content", reply.text());
    var message =
        NewMessage.said(reply.id(), model, chats.groups().now(), json)
            .with(GroupLine.metadata(said(reply)));
    var kept = isRemembered() ? message : message.forgotten();
    Store.await(session.add(List.of(kept)));
    add(kept);
  }

  /** Once a turn, and nothing that not everybody has heard. */
  private boolean isRemembered() {
    boolean first = post.isSaid() && history.repliesTo(history.last()).isEmpty();
    return first && post.message().to().isEmpty() && post.message().present().isEmpty();
  }

  private ObjectNode said(SpeakerReply reply) {
    var said =
        Json.object()
            .put("speaker", reply.speaker())
            .put("name", reply.name())
            .put("turn", turn)
            .put("finish_reason", reply.finish().wire())
            .put("input_tokens", reply.usage().input())
            .put("output_tokens", reply.usage().output());
    var message = post.message();
    var audience = message.present().isEmpty() ? message.to() : message.present();
    if (!audience.isEmpty()) {
      var ids = said.putArray("present");
      audience.forEach(ids::add);
    }
    if (reply.trimmed()) {
      said.put("trimmed", true);
    }
    if (!post.again().isEmpty()) {
      varied(said);
    }
    return said;
  }

  private void varied(ObjectNode said) {
    var line = history.line(post.again()).orElseThrow();
    var original = line.original().isEmpty() ? post.again() : line.original();
    said.put("turn", line.turn());
    said.put("of", original).put(GroupLine.VARIANT, history.variants(original) + 1);
    var heard = line.kept().path("present");
    if (!heard.isMissingNode()) {
      said.set("present", heard);
    }
  }
}
