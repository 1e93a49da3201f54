package dev.tutti.gateway.chat;

import dev.tutti.call.ChatModel;
import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.routing.ModelCatalog;
import dev.tutti.security.Principal;
import java.util.List;
import java.util.Optional;

/**
 * Models, and skills that are asked as models, as far as a principal may know of them. What the
 * principal may not use is told as what is not there: in the same words, and not among the names
 * that are proposed instead.
 */
public record VisibleModels(ModelCatalog catalog, Principal principal) {

  /** Entries that can be listed. */
  List<ModelCatalog.Entry> entries() {
    return catalog.entries().stream().filter(entry -> shows(entry.id())).toList();
  }

  /** A model in the list. */
  Optional<ModelCatalog.Entry> entry(String id) {
    return catalog.entries().stream()
        .filter(entry -> entry.id().equals(id))
        .filter(entry -> shows(entry.id()))
        .findFirst();
  }

  private boolean shows(String name) {
    return principal.mayUse(name) && catalog.shows(name, principal.caller());
  }

  /**
   * The model of a name.
   *
   * @throws Fault {@code model_not_found}
   */
  ChatModel model(String name) {
    try {
      return catalog.model(name);
    } catch (Fault fault) {
      throw fault.code() == FaultCode.MODEL_NOT_FOUND && !isOfShown(fault, name)
          ? unknown(name)
          : fault;
    }
  }

  /** A version that there is not, of a skill that may be seen. */
  private boolean isOfShown(Fault fault, String name) {
    int at = name.indexOf('@');
    return fault.param().equals(Optional.of("version"))
        && shows(at < 0 ? name : name.substring(0, at));
  }

  /**
   * Sees to it that a model is there for the principal. May wait for the store.
   *
   * @throws Fault {@code model_not_found}
   */
  public void require(String name) {
    if (!shows(name)) {
      throw unknown(name);
    }
    model(name);
  }

  /** The fault for what is not there, and for what is not there for the principal. */
  Fault unknown(String name) {
    return ModelCatalog.unknown(name, entries());
  }
}
