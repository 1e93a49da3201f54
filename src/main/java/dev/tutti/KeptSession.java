package dev.tutti;

import dev.tutti.call.Caller;
import dev.tutti.chat.ChatRequest;
import dev.tutti.chat.Fault;
import dev.tutti.chat.Json;
import dev.tutti.chat.Reply;
import dev.tutti.followup.FollowUpWish;
import dev.tutti.session.SessionMessage;
import dev.tutti.session.SessionPost;
import dev.tutti.session.SessionView;
import dev.tutti.session.Sessions;
import dev.tutti.session.ViewRequest;
import dev.tutti.store.Store;
import java.util.List;

/**
 * Session of the program that Tutti runs in: a conversation that is kept. Immutable and
 * thread-safe; its methods block.
 *
 * <pre>{@code
 * var trip = tutti.session("trip").model("fast");
 * trip.say("Where does the Rhine begin?");
 * System.out.println(trip.say("And where does it end?").text());
 * }</pre>
 */
public final class KeptSession {
  private final Core core;
  private final String id;
  private final String user;
  private final String model;

  KeptSession(Core core, String id, String user, String model) {
    this.core = core;
    this.id = id;
    this.user = user;
    this.model = model;
  }

  /** The same on behalf of an end user, whose session it is. */
  public KeptSession user(String name) {
    return new KeptSession(core, id, name, model);
  }

  /** The same with a model that answers; needed where the session has none of its own. */
  public KeptSession model(String name) {
    return new KeptSession(core, id, user, name);
  }

  /** Its name. */
  public String id() {
    return id;
  }

  /**
   * Says something and waits for the answer; both are kept when it returns.
   *
   * @throws Fault when there is no answer; then nothing is kept
   */
  public Reply say(String text) {
    return say(text, FollowUpWish.AUTO);
  }

  /**
   * The same where the program knows whether it goes on with what was said before: with {@link
   * FollowUpWish#NO} nothing of it is sent but what is pinned.
   */
  public Reply say(String text, FollowUpWish followUp) {
    var message = Json.object().put("role", "user").put("content", text);
    var post = new SessionPost(id, true, List.of(), List.of(message)).going(followUp);
    var request = ChatRequest.builder(asked()).user(text).build();
    var caller = Caller.ANONYMOUS.forUser(user).inSession(id);
    var chats = core.sessions().chats();
    try (var answer = core.embedded().ask(request, caller, found -> chats.around(found, post))) {
      return answer.collect();
    }
  }

  private String asked() {
    return model.isEmpty() ? Store.await(sessions().find("", id)).model() : model;
  }

  /**
   * Everything that was said, the oldest first.
   *
   * @throws Fault with status 404 before anything was said
   */
  public List<SessionMessage> messages() {
    return Store.await(sessions().history("", id, _ -> {}));
  }

  /**
   * A new session with everything up to a message, and with it.
   *
   * @throws Fault with status 404 where there is none of this id
   */
  public KeptSession fork(String message) {
    return new KeptSession(core, Store.await(sessions().fork("", id, message)).id(), user, model);
  }

  /**
   * What a model would be sent now, and what is left out and why; no model is asked.
   *
   * @throws Fault with status 404 before anything was said
   */
  public SessionView view() {
    var found = Store.await(sessions().find("", id));
    var views = core.sessions().chats().view();
    var history = Store.await(sessions().histories().recent(found, views.reach(found), 0, _ -> {}));
    var asked = model.isEmpty() ? found.model() : model;
    var caller = Caller.ANONYMOUS.forUser(user).inSession(id);
    return views.of(ViewRequest.preview(caller, found, history, asked));
  }

  /**
   * Has every view contain a message.
   *
   * @throws Fault with status 404 where there is none of this id
   */
  public void pin(String message) {
    Store.await(sessions().pin("", id, message, true));
  }

  /** Takes a pin away; fails as {@link #pin}. */
  public void unpin(String message) {
    Store.await(sessions().pin("", id, message, false));
  }

  /**
   * Erases it with everything that was said.
   *
   * @throws Fault with status 404 where there is none
   */
  public void erase() {
    erase(false);
  }

  /** The same with the facts that were taken from it. */
  public void eraseWithMemories() {
    erase(true);
  }

  private void erase(boolean memories) {
    var found = Store.await(sessions().find("", id));
    Store.await(core.sessions().erasure().erase(found, memories));
  }

  private Sessions sessions() {
    return core.sessions().chats().sessions();
  }
}
