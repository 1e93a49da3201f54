package dev.tutti.character.group.chat;

import dev.tutti.call.Caller;
import dev.tutti.call.ChatModel;
import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.feature.ModelSource;
import dev.tutti.routing.ModelCatalog;
import dev.tutti.store.Store;
import java.util.List;
import java.util.Optional;

/**
 * Groups as models: {@code group:NAME}, with the name or the id of one of the caller's groups, and
 * {@code group:NAME@MODEL} with a configured model that plays all its members. None is listed, as
 * each owner has others. Thread-safe.
 */
public record GroupModelSource(GroupChats chats) implements ModelSource {
  private static final String PREFIX = "group:";

  @Override
  public String prefix() {
    return PREFIX;
  }

  @Override
  public ChatModel model(String name) {
    var player = player(name);
    if (!player.isEmpty()) {
      var _ = chats.models().catalog().get().model(player);
    }
    return new GroupModel(group(name), player, chats);
  }

  private static String group(String name) {
    int at = name.lastIndexOf('@');
    var group = name.substring(PREFIX.length(), at < 0 ? name.length() : at);
    if (group.isBlank() || at == name.length() - 1) {
      throw Fault.of(
              FaultCode.MODEL_NOT_FOUND,
              "model: \"%s\" (expected: group:NAME or group:NAME@MODEL)".formatted(name))
          .at("model");
    }
    return group;
  }

  /** The model that is named, empty where none is. */
  private static String player(String name) {
    int at = name.lastIndexOf('@');
    return at < 0 ? "" : name.substring(at + 1);
  }

  @Override
  public List<ModelCatalog.Entry> entries() {
    return List.of();
  }

  /** Known only where it is named: what plays a group's members is the group's, and its owner's. */
  @Override
  public Optional<String> behind(String name) {
    var player = player(name);
    if (player.isEmpty()) {
      return Optional.empty();
    }
    var _ = chats.models().catalog().get().model(player);
    return Optional.of(player);
  }

  @Override
  public Optional<String> behind(String name, Caller caller) {
    var named = behind(name);
    return named.isPresent()
        ? named
        : Optional.of(chats.models().player(found(name, caller), "", caller));
  }

  private ChatGroup found(String name, Caller caller) {
    return Store.await(chats.groups().named(caller.owner(), group(name)));
  }

  /** A group is there for its owner who may use a model that plays in it. */
  @Override
  public boolean shows(String name, Caller caller) {
    try {
      return chats.models().anyPlays(found(name, caller), player(name), caller);
    } catch (Fault _) {
      return false;
    }
  }
}
