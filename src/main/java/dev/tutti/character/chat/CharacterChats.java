package dev.tutti.character.chat;

import dev.tutti.character.CharacterFiles;
import dev.tutti.character.CharacterName;
import dev.tutti.character.StoredCharacter;
import dev.tutti.character.StoredCharacters;
import dev.tutti.character.card.CardView;
import dev.tutti.character.prompt.CharacterPrompt;
import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.chat.Json;
import dev.tutti.session.ChatSession;
import dev.tutti.session.MessageTable;
import dev.tutti.session.NewMessage;
import dev.tutti.session.SessionChats;
import dev.tutti.session.SessionErasure;
import dev.tutti.session.Sessions;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Conversations with characters. Thread-safe; futures complete on threads of the store or on
 * virtual ones.
 */
public record CharacterChats(CharacterFiles files, SessionChats chats) {
  private static final String USER_NAME = "user_name";
  private static final int NOT_FOUND = 404;
  private static final int CONFLICT = 409;
  private static final int LONGEST_NAME = 256;
  private static final long HEAP_OF_BYTE = 2;
  private static final long LONGEST_SECONDS = 5;
  private static final String NOBODY = "User";

  /**
   * The conversation that a caller means; nothing is written yet. Fails with status 404 where the
   * character, or the session for this end user, is not there, and with 409 where the session is
   * another character's.
   */
  public CompletableFuture<CharacterSession> find(String owner, CharacterVisit visit) {
    return characters()
        .called(owner, visit.character())
        .thenCompose(character -> find(owner, visit, character));
  }

  private CompletableFuture<CharacterSession> find(
      String owner, CharacterVisit visit, StoredCharacter character) {
    if (visit.session().isEmpty()) {
      return CompletableFuture.completedFuture(begun(owner, visit, character));
    }
    return sessions()
        .find(owner, visit.session())
        .handle(
            (found, thrown) -> {
              if (thrown == null) {
                return continued(visit, character, found);
              }
              var fault = Fault.from(thrown);
              if (fault.status() != NOT_FOUND) {
                throw fault;
              }
              return begun(owner, visit, character);
            });
  }

  private StoredCharacters characters() {
    return files.characters();
  }

  private Sessions sessions() {
    return chats.sessions();
  }

  private CharacterSession begun(String owner, CharacterVisit visit, StoredCharacter character) {
    var id = visit.session().isEmpty() ? sessions().ids().next("sess") : named(visit.session());
    var metadata = Json.object();
    if (!visit.userName().isEmpty()) {
      metadata.put(USER_NAME, visit.userName());
    }
    var session = ChatSession.begin(id, owner, visit.user(), sessions().clock().instant());
    var model = new CharacterName(character.id(), visit.model()).text();
    var described =
        session
            .described(character.name(), "", model, session.context())
            .with(metadata)
            .ofCharacter(character.id());
    return new CharacterSession(
        character,
        described,
        true,
        false,
        model(visit, character, visit.model()),
        visit.userName());
  }

  private static String named(String session) {
    boolean plain =
        session.length() <= LONGEST_NAME
            && session.chars().noneMatch(c -> c == '/' || Character.isISOControl(c));
    if (!plain || session.isBlank()) {
      throw Fault.invalid(
          "session_id",
          "%d characters (expected: a name of 1 to %d without a slash)"
              .formatted(session.length(), LONGEST_NAME));
    }
    return session;
  }

  private static CharacterSession continued(
      CharacterVisit visit, StoredCharacter character, ChatSession found) {
    var session = found.requireFor(visit.user());
    var bound = session.character();
    if (!bound.isEmpty() && !bound.equals(character.id())) {
      throw Fault.of(
              FaultCode.INVALID_REQUEST,
              "session_id: \"%s\" is another character's (expected: one of %s, or a new one)"
                  .formatted(session.id(), character.name()))
          .status(CONFLICT)
          .at("session_id");
    }
    if (visit.wantsGreeting()) {
      throw Fault.invalid(
          "greeting", "\"%s\" has begun (expected: a new session)".formatted(session.id()));
    }
    var named = visit.userName();
    return new CharacterSession(
        character,
        bind(session, character),
        false,
        !bound.isEmpty(),
        model(visit, character, player(visit, session)),
        named.isEmpty() ? session.metadata().path(USER_NAME).asString("") : named);
  }

  /** The session as one of the character's. */
  private static ChatSession bind(ChatSession session, StoredCharacter character) {
    if (!session.character().isEmpty()) {
      return session;
    }
    var model =
        session.model().isEmpty() ? new CharacterName(character.id(), "").text() : session.model();
    return session
        .described(session.title(), session.system(), model, session.context())
        .ofCharacter(character.id());
  }

  private static String player(CharacterVisit visit, ChatSession session) {
    return visit.model().isEmpty() && session.model().startsWith(CharacterName.PREFIX)
        ? CharacterName.read(session.model()).player()
        : visit.model();
  }

  /** The character by the name that its caller uses, so that keys may name it, too. */
  private static String model(CharacterVisit visit, StoredCharacter character, String player) {
    boolean plain = visit.character().indexOf('@') < 0;
    return new CharacterName(plain ? visit.character() : character.id(), player).text();
  }

  /**
   * Writes down what a conversation begins with: a new session, with the greeting where one is
   * wanted, or whose an older one is. Fails as {@link #find} does where another post has begun the
   * session since; nothing is written then.
   *
   * @param room where memory for the card is taken
   * @return the greeting; empty where none is wanted
   */
  public CompletableFuture<String> begin(
      CharacterSession in, CharacterVisit visit, LongConsumer room) {
    var session = in.session();
    if (in.isBound()) {
      return CompletableFuture.completedFuture("");
    }
    if (!in.isNew()) {
      return sessions()
          .change(session.owner(), session.id(), now -> bind(now, in.character()))
          .handle((_, thrown) -> bound(thrown));
    }
    if (!visit.wantsGreeting()) {
      return create(in, visit, List.of()).thenApply(_ -> "");
    }
    return greeting(in, visit, room)
        .thenCompose(said -> create(in, visit, List.of(message(said, visit))).thenApply(_ -> said));
  }

  /** Where the session is gone since it was found, it is begun anew with what is said. */
  private static String bound(@Nullable Throwable thrown) {
    if (thrown != null && Fault.from(thrown).status() != NOT_FOUND) {
      throw Fault.from(thrown);
    }
    return "";
  }

  /**
   * Drops a session that began with a post of which nothing came, unless others have said something
   * in it. Who waits for a turn in it goes first.
   *
   * @return whether that is done; completes after five seconds at the latest
   */
  public CompletableFuture<Boolean> forget(CharacterSession in, CharacterVisit visit) {
    var session = in.session();
    int greetings = visit.wantsGreeting() ? 1 : 0;
    return chats
        .turns()
        .change(session.owner(), session.id(), handle -> eraseUnused(handle, session, greetings))
        .handle((_, thrown) -> thrown == null)
        .completeOnTimeout(false, LONGEST_SECONDS, TimeUnit.SECONDS);
  }

  private void eraseUnused(Handle handle, ChatSession session, int greetings) {
    if (MessageTable.size(handle, session.owner(), session.id()).items() <= greetings) {
      new SessionErasure(sessions()).erase(handle, session);
    }
  }

  /** Another post may have begun the session meanwhile, in which this one goes on if it may. */
  private CompletableFuture<Void> create(
      CharacterSession in, CharacterVisit visit, List<NewMessage> messages) {
    return sessions()
        .create(in.session(), messages)
        .thenApply(_ -> in)
        .exceptionallyCompose(
            thrown -> {
              var fault = Fault.from(thrown);
              return fault.status() == CONFLICT
                  ? sessions()
                      .find(in.session().owner(), in.session().id())
                      .thenApply(found -> continued(visit, in.character(), found))
                  : CompletableFuture.failedFuture(fault);
            })
        .thenAccept(_ -> {});
  }

  private NewMessage message(String greeting, CharacterVisit visit) {
    var json = Json.object().put("role", "assistant").put("content", greeting);
    var at = sessions().clock().instant();
    return NewMessage.given(sessions().ids().next("msg"), at, json)
        .with(Json.object().put("greeting", visit.greeting()));
  }

  private CompletableFuture<String> greeting(
      CharacterSession in, CharacterVisit visit, LongConsumer room) {
    int wanted = Objects.requireNonNull(visit.greeting());
    var user = in.userName().isEmpty() ? in.session().user() : in.userName();
    return characters()
        .file(in.session().owner(), in.character().id())
        .thenApplyAsync(
            file -> {
              room.accept(file.length * HEAP_OF_BYTE);
              return greeting(files.card(file), wanted, user.isEmpty() ? NOBODY : user);
            },
            chats.threads());
  }

  private String greeting(CardView card, int wanted, String user) {
    var now = characters().clock().instant().atZone(ZoneOffset.UTC);
    var greetings = CharacterPrompt.greetings(card, user, now, characters().random());
    if (wanted >= greetings.size()) {
      throw Fault.invalid(
          "greeting",
          "%d (expected: the number of a greeting of the card, from 0; it has %d)"
              .formatted(wanted, greetings.size()));
    }
    return greetings.get(wanted);
  }
}
