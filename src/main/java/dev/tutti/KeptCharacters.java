package dev.tutti;

import dev.tutti.character.CharacterFile;
import dev.tutti.character.StoredCharacter;
import dev.tutti.character.StoredCharacters;
import dev.tutti.character.card.CardFormat;
import dev.tutti.character.card.CardReader;
import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.chat.Json;
import dev.tutti.store.Store;
import dev.tutti.task.api.TaskRequest;
import java.time.Duration;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/**
 * Characters of the program that Tutti runs in. Their owner is the empty text, as that of callers
 * without a key. Blocking; thread-safe. Methods throw a {@link Fault}, with status 404 for a
 * character that is not there.
 *
 * <pre>{@code
 * var nara = tutti.characters().generate("Nara", "Nara, 31, flies mail over the sea.", "fast");
 * var talk = tutti.characters().chat(nara.id()).user("Kim");
 * System.out.println(talk.say("Is the sea far?"));
 * }</pre>
 */
public final class KeptCharacters {
  private static final String OWNER = "";
  private static final Duration LONGEST = Duration.ofMinutes(10);

  private final Core core;
  private final StoredCharacters stored;

  KeptCharacters(Core core) {
    this.core = core;
    this.stored = core.cards.characters();
  }

  /**
   * Keeps a card or a lorebook: JSON, PNG, charx, or JPEG with an archive behind it.
   *
   * @throws dev.tutti.character.card.CardRefusal when there is none, or it must not be read
   */
  public StoredCharacter importCard(byte[] file) {
    return Store.await(stored.keep(OWNER, CharacterFile.read(file)));
  }

  /** Writes one in a form. */
  public byte[] export(String id, CardFormat format) {
    return format.write(CardReader.read(Store.await(stored.file(OWNER, id))));
  }

  /**
   * Makes one of its name and a text, and waits for it.
   *
   * @param model who is asked; empty for the configured one
   */
  public StoredCharacter generate(String name, String text, String model) {
    var body = Json.object().put("role", name).put("text", text);
    if (!model.isEmpty()) {
      body.put("model", model);
    }
    var result = generate(body, LONGEST);
    return find(result.path("character").path("id").asString(""));
  }

  /**
   * Makes one by a body of {@code POST /v1/characters}, as a durable task, and waits for its
   * result: {@code status}, {@code character}, {@code profile} and {@code consistency}.
   *
   * @throws Fault when it failed, or takes longer; then the task goes on
   */
  public ObjectNode generate(ObjectNode body, Duration longest) {
    var tasks = new BackgroundTasks(core);
    var id =
        tasks.submit(TaskRequest.of("character", body.deepCopy().put("call", "generate"))).id();
    var ended = tasks.await(id, longest);
    if (ended.result().orElse(null) instanceof ObjectNode result) {
      return result;
    }
    throw Fault.of(
        FaultCode.UPSTREAM_ERROR,
        "task %s is %s (expected: succeeded)".formatted(id, ended.task().state().word()));
  }

  /** One by its id or its name, the newest of that name. */
  public StoredCharacter find(String name) {
    return Store.await(stored.called(OWNER, name));
  }

  /**
   * Some of them, the newest first.
   *
   * @param after the id of the last one of the page before; empty for the first page
   */
  public List<StoredCharacter> list(String after, int limit) {
    return Store.await(stored.page(OWNER, after, limit));
  }

  /** Deletes one. */
  public void delete(String id) {
    var _ = Store.await(stored.delete(OWNER, id));
  }

  /**
   * Begins a conversation with one.
   *
   * @param name its id or its name
   */
  public CharacterDialogue chat(String name) {
    return CharacterDialogue.begin(core, name);
  }
}
