package dev.tutti;

import dev.tutti.call.Caller;
import dev.tutti.character.group.GroupMessage;
import dev.tutti.character.group.chat.ChatGroup;
import dev.tutti.character.group.chat.GroupChats;
import dev.tutti.character.group.chat.GroupLine;
import dev.tutti.character.group.chat.GroupListener;
import dev.tutti.character.group.chat.GroupPost;
import dev.tutti.character.group.chat.GroupPostModel;
import dev.tutti.character.group.chat.GroupReplies;
import dev.tutti.character.group.chat.ReplyChoice;
import dev.tutti.chat.Fault;
import dev.tutti.chat.Json;
import dev.tutti.session.MessagePage;
import dev.tutti.store.Store;
import java.util.List;

/**
 * Group of characters that talk with one user, and whose talk is kept. Immutable and thread-safe;
 * its methods block.
 */
public final class KeptGroup {
  private final Core core;
  private final String id;
  private final Wish wish;

  KeptGroup(Core core, String id, Wish wish) {
    this.core = core;
    this.id = id;
    this.wish = wish;
  }

  /** Wish of who speaks to it: who answers, who hears it, and who plays everybody. */
  record Wish(List<String> speakers, List<String> hearers, String model) {
    static final Wish NONE = new Wish(List.of(), List.of(), "");
  }

  /** The same where these members answer, by their ids or names, in this order. */
  public KeptGroup speaking(String... members) {
    return new KeptGroup(core, id, new Wish(List.of(members), wish.hearers, wish.model));
  }

  /** The same where only these members hear what is said, by their ids or names. */
  public KeptGroup to(String... members) {
    return new KeptGroup(core, id, new Wish(wish.speakers, List.of(members), wish.model));
  }

  /** The same with a model that plays everybody. */
  public KeptGroup model(String name) {
    return new KeptGroup(core, id, new Wish(wish.speakers, wish.hearers, name));
  }

  /** Its id, and that of its session. */
  public String id() {
    return id;
  }

  /**
   * What is said about it.
   *
   * @throws Fault with status 404 where it is not there any more
   */
  public ChatGroup about() {
    return Store.await(chats().groups().one("", id));
  }

  /**
   * Says something, and waits for everybody who answers.
   *
   * @throws Fault where nobody does; then nothing is kept
   */
  public GroupReplies say(String text) {
    return say(text, GroupListener.NOBODY);
  }

  /**
   * The same, heard piece by piece.
   *
   * @param heard on the thread of the caller
   */
  public GroupReplies say(String text, GroupListener heard) {
    if (text.isBlank()) {
      throw Fault.invalid("content", "\"%s\" (expected: a text)".formatted(text));
    }
    return talk(post(about(), text), heard);
  }

  /** Lets it go on without a message. */
  public GroupReplies goOn() {
    return talk(post(about(), ""), GroupListener.NOBODY);
  }

  /**
   * Has a reply said once more; both are kept, and the new one counts.
   *
   * @param reply the id of its message
   */
  public GroupReplies again(String reply) {
    return talk(post(about(), "").repeating(reply), GroupListener.NOBODY);
  }

  /**
   * Has one of the variants of a reply count from now on; all of them are kept.
   *
   * @param reply the id of its message
   * @throws Fault with status 404 where it is no reply of the latest messages
   */
  public void choose(String reply) {
    var _ = new ReplyChoice(chats(), about(), _ -> {}).choose("", reply);
  }

  private GroupPost post(ChatGroup group, String text) {
    var message =
        new GroupMessage(
            "user",
            text,
            members(group, "speakers", wish.speakers),
            members(group, "to", wish.hearers),
            List.of());
    return GroupPost.of(group, message, GroupPost.params(Json.object())).by(wish.model);
  }

  private static List<String> members(ChatGroup group, String place, List<String> called) {
    return called.stream().map(each -> group.requireMember(place, each).character()).toList();
  }

  private GroupReplies talk(GroupPost post, GroupListener heard) {
    var caller = Caller.ANONYMOUS.forUser(post.group().user()).inSession(id);
    var place = chats().sessions().turns().join("", id);
    return core.embedded()
        .run(
            "group:" + id,
            caller,
            call -> new GroupPostModel(chats(), post, place).talk(call, heard));
  }

  /**
   * Cancels its turn that runs in another thread, and waits until it has ended: replies that are
   * whole by then stay, and whoever waits for it is told so.
   *
   * @return whether there was one
   */
  public boolean cancel() {
    return Store.await(chats().running().cancel("", id));
  }

  /** The first 1,000 messages, the oldest first. */
  public List<GroupLine> messages() {
    var group = about();
    var page = new MessagePage("", MessagePage.MOST);
    var found = chats().sessions().sessions().messages("", id, page, _ -> {});
    return Store.await(found).data().stream().map(each -> GroupLine.of(each, group)).toList();
  }

  /**
   * Erases it with everything that was said in it.
   *
   * @throws Fault with status 404 where there is none
   */
  public void erase() {
    var _ = Store.await(chats().groups().erase("", id, false));
  }

  private GroupChats chats() {
    return core.groups().chats();
  }
}
