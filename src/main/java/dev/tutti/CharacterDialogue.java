package dev.tutti;

import dev.tutti.call.Answer;
import dev.tutti.call.Caller;
import dev.tutti.call.Relay;
import dev.tutti.character.chat.CharacterChats;
import dev.tutti.character.chat.CharacterVisit;
import dev.tutti.chat.ChatEvent;
import dev.tutti.chat.ChatRequest;
import dev.tutti.chat.Fault;
import dev.tutti.chat.Json;
import dev.tutti.session.SessionPost;
import dev.tutti.store.Store;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Conversation with a character, which is kept in a session. Immutable and thread-safe: each step
 * gives a changed copy, in the same session. Blocking.
 */
public final class CharacterDialogue {
  private final Core core;
  private final CharacterChats chats;
  private final CharacterVisit visit;

  private CharacterDialogue(Core core, CharacterChats chats, CharacterVisit visit) {
    this.core = core;
    this.chats = chats;
    this.visit = visit;
  }

  static CharacterDialogue begin(Core core, String character) {
    var chats = core.characterChats();
    var session = chats.chats().sessions().ids().next("sess");
    return new CharacterDialogue(
        core, chats, new CharacterVisit(character, session, "", "", "", null));
  }

  /** The same with an end user, whose session it is and whose name {@code {{user}}} stands for. */
  public CharacterDialogue user(String name) {
    return new CharacterDialogue(core, chats, visit.forUser(name));
  }

  /** The same played by another model than the configured one. */
  public CharacterDialogue model(String name) {
    return new CharacterDialogue(
        core,
        chats,
        new CharacterVisit(visit.character(), visit.session(), visit.user(), "", name, null));
  }

  /** The same in a session of this name, which is begun where there is none. */
  public CharacterDialogue in(String session) {
    return new CharacterDialogue(
        core,
        chats,
        new CharacterVisit(visit.character(), session, visit.user(), "", visit.model(), null));
  }

  /** Name of the session. */
  public String session() {
    return visit.session();
  }

  /**
   * Begins with a greeting of the card.
   *
   * @param number from 0
   * @return the greeting
   * @throws Fault where the conversation has begun, or the card has no such greeting
   */
  public String greet(int number) {
    var greeted =
        new CharacterVisit(
            visit.character(), visit.session(), visit.user(), "", visit.model(), number);
    return Store.await(chats.begin(Store.await(chats.find("", greeted)), greeted, _ -> {}));
  }

  /**
   * Says something and waits for the answer; both are kept when it returns.
   *
   * @throws Fault when there is no answer; then nothing is kept
   */
  public String say(String text) {
    return post(said(text), answer -> answer.collect().text());
  }

  private static String said(String text) {
    if (text.isBlank()) {
      throw Fault.invalid("content", "\"%s\" (expected: a text)".formatted(text));
    }
    return text;
  }

  /** The same, with pieces of the answer as they come, one at a time. */
  public String say(String text, Consumer<ChatEvent> onDelta) {
    return post(said(text), answer -> new Relay(answer, onDelta, _ -> {}).run().text());
  }

  /** Has the last answer made anew; both variants are kept, and this one is gone on from. */
  public String again() {
    return post("", answer -> answer.collect().text());
  }

  private String post(String text, Function<Answer, String> hear) {
    var in = Store.await(chats.find("", visit));
    var _ = Store.await(chats.begin(in, visit, _ -> {}));
    var request = ChatRequest.builder(in.model()).user(text.isEmpty() ? "-" : text);
    if (!visit.user().isEmpty()) {
      request.with("user", Json.valueOf(visit.user()));
    }
    var caller = Caller.ANONYMOUS.forUser(visit.user()).inSession(visit.session());
    var post = post(text).beginning(in.session());
    try (var answer =
        core.embedded()
            .ask(request.build().streamed(), caller, model -> chats.chats().around(model, post))) {
      return hear.apply(answer);
    } catch (RuntimeException e) {
      if (in.isNew()) {
        chats.forget(in, visit).join();
      }
      throw e;
    }
  }

  private SessionPost post(String text) {
    if (text.isEmpty()) {
      return new SessionPost(visit.session(), false, List.of(), List.of()).again();
    }
    var message = Json.object().put("role", "user").put("content", text);
    return new SessionPost(visit.session(), false, List.of(), List.of(message));
  }
}
