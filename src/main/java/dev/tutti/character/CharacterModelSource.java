package dev.tutti.character;

import dev.tutti.call.Caller;
import dev.tutti.call.ChatModel;
import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.feature.ModelSource;
import dev.tutti.routing.ModelCatalog;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.BiPredicate;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;

/**
 * Characters as models: {@code character:NAME@MODEL}, with the name or the id of one of the
 * caller's characters and a configured model that plays it. None is listed, as each owner has
 * others. Thread-safe.
 *
 * @param models the configured ones of the moment; no source's, so that none asks itself
 * @param mayUse whether a caller may use a model by its name
 * @param atOnce permits for files that are in memory with what is read from them
 * @param tokens of an entry of a lorebook
 */
public record CharacterModelSource(
    StoredCharacters characters,
    Supplier<ModelCatalog> models,
    BiPredicate<Caller, String> mayUse,
    Semaphore atOnce,
    ToIntFunction<String> tokens)
    implements ModelSource {
  private static final String PREFIX = "character:";

  @Override
  public String prefix() {
    return PREFIX;
  }

  @Override
  public ChatModel model(String name) {
    var played = played(name);
    var _ = models.get().model(played);
    return new CharacterModel(character(name), played, this);
  }

  private static String character(String name) {
    return name.substring(PREFIX.length(), at(name));
  }

  private static String played(String name) {
    return name.substring(at(name) + 1);
  }

  /** Place of the sign before the model; a character's name may have such a sign, too. */
  private static int at(String name) {
    int at = name.lastIndexOf('@');
    if (at <= PREFIX.length() || at == name.length() - 1) {
      throw Fault.of(
          FaultCode.MODEL_NOT_FOUND,
          "model: \"%s\" (expected: character:NAME@MODEL, with the model that plays it)"
              .formatted(name));
    }
    return at;
  }

  @Override
  public List<ModelCatalog.Entry> entries() {
    return List.of();
  }

  @Override
  public Optional<String> behind(String name) {
    var played = played(name);
    var _ = models.get().model(played);
    return Optional.of(played);
  }

  /** A character is there for whoever may use the model that plays it. */
  @Override
  public boolean shows(String name, Caller caller) {
    return mayUse.test(caller, played(name));
  }
}
