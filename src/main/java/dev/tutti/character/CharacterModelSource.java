package dev.tutti.character;

import dev.tutti.call.Caller;
import dev.tutti.call.ChatModel;
import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.feature.ModelSource;
import dev.tutti.routing.ModelCatalog;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;

/**
 * Characters as models: {@code character:NAME@MODEL}, with the name or the id of one of the
 * caller's characters and a configured model that plays it; without {@code @MODEL} the usual one
 * does. None is listed, as each owner has others. Thread-safe.
 *
 * @param models the configured ones of the moment; no source's, so that none asks itself
 * @param usual who plays where nobody is named, at this moment; empty for the first model that the
 *     caller may use
 * @param mayUse whether a caller may use a model by its name
 * @param tokens of an entry of a lorebook
 */
public record CharacterModelSource(
    CharacterFiles files,
    Supplier<ModelCatalog> models,
    Supplier<String> usual,
    BiPredicate<Caller, String> mayUse,
    ToIntFunction<String> tokens)
    implements ModelSource {

  @Override
  public String prefix() {
    return CharacterName.PREFIX;
  }

  @Override
  public ChatModel model(String name) {
    var named = CharacterName.read(name);
    if (named.hasPlayer()) {
      var _ = models.get().model(named.player());
    }
    return new CharacterModel(named, this);
  }

  /**
   * Who plays a character for a caller.
   *
   * @throws Fault {@code permission} where the caller may not use that model
   */
  String player(CharacterName named, Caller caller) {
    var player = named.hasPlayer() ? named.player() : usual.get();
    if (player.isEmpty()) {
      return first(entry -> mayUse.test(caller, entry))
          .orElseThrow(
              () ->
                  Fault.invalid(
                      "model", "names nobody who plays (expected: character:NAME@MODEL)"));
    }
    if (!mayUse.test(caller, player)) {
      throw Fault.of(
              FaultCode.PERMISSION,
              "model: the key may not use %s, which plays the character (expected: a model of the key's)"
                  .formatted(player))
          .at("model");
    }
    return player;
  }

  private Optional<String> first(Predicate<String> fitting) {
    return models.get().entries().stream().map(ModelCatalog.Entry::id).filter(fitting).findFirst();
  }

  @Override
  public List<ModelCatalog.Entry> entries() {
    return List.of();
  }

  /** Without a name and a setting it is the first one, as nobody is known who calls. */
  @Override
  public Optional<String> behind(String name) {
    var named = CharacterName.read(name);
    var player = named.hasPlayer() ? named.player() : usual.get();
    if (player.isEmpty()) {
      return first(_ -> true);
    }
    var _ = models.get().model(player);
    return Optional.of(player);
  }

  /** A character is there for whoever may use the model that plays it. */
  @Override
  public boolean shows(String name, Caller caller) {
    var named = CharacterName.read(name);
    var player = named.hasPlayer() ? named.player() : usual.get();
    return player.isEmpty()
        ? first(entry -> mayUse.test(caller, entry)).isPresent()
        : mayUse.test(caller, player);
  }
}
