package dev.tutti.character.group.chat;

import dev.tutti.call.Caller;
import dev.tutti.call.ChatModel;
import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.routing.ModelCatalog;
import java.util.function.BiPredicate;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Models that play members of groups. Thread-safe.
 *
 * @param catalog the configured ones of the moment; no source's, so that none asks itself
 * @param usual who plays where nobody is named, at this moment; empty for the first model that the
 *     caller may use
 * @param mayUse whether a caller may use a model by its name
 */
public record GroupModels(
    Supplier<ModelCatalog> catalog, Supplier<String> usual, BiPredicate<Caller, String> mayUse) {

  /**
   * Name of the model that a request asks for in the end, as far as it is known before anybody has
   * spoken.
   *
   * @param wished by the request, may be empty
   * @throws Fault {@code invalid_request} where there is none
   */
  public String player(ChatGroup group, String wished, Caller caller) {
    return first(Stream.of(wished, group.model()), caller, group);
  }

  /** Name of the model that plays a member. */
  String player(ChatGroup group, CastMember member, String wished, Caller caller) {
    return first(Stream.of(wished, member.model(), group.model()), caller, group);
  }

  /** Whether a caller may use what plays one of the members, so that somebody answers. */
  boolean anyPlays(ChatGroup group, String wished, Caller caller) {
    return group.members().stream()
        .anyMatch(each -> mayUse.test(caller, player(group, each, wished, caller)));
  }

  private String first(Stream<String> named, Caller caller, ChatGroup group) {
    var ways = Stream.concat(named, Stream.of(usual.get()));
    return ways.filter(each -> !each.isEmpty())
        .findFirst()
        .or(
            () ->
                group.members().stream()
                    .map(CastMember::model)
                    .filter(each -> !each.isEmpty())
                    .findFirst())
        .or(
            () ->
                catalog.get().entries().stream()
                    .map(ModelCatalog.Entry::id)
                    .filter(each -> mayUse.test(caller, each))
                    .findFirst())
        .orElseThrow(
            () ->
                Fault.invalid(
                    "model", "is missing, and the group has none (expected: a model's name)"));
  }

  /**
   * The model of a name.
   *
   * @throws Fault {@code permission} where the caller may not use it, or {@code model_not_found}
   */
  ChatModel model(String name, Caller caller) {
    if (!mayUse.test(caller, name)) {
      throw Fault.of(
              FaultCode.PERMISSION,
              "model: the key may not use %s, which plays in the group (expected: a model of the key's)"
                  .formatted(name))
          .at("model");
    }
    return catalog.get().model(name);
  }
}
