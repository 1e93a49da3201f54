package dev.tutti.session.item;

import tools.jackson.databind.JsonNode;

/** Members of items that are Tutti's own. */
public final class ItemMembers {
  /** The member that holds what its provider says of an item beyond our words. */
  public static final String BEYOND = "provider_fields";

  /**
   * The member of a call that holds the same of its whole message, which says nothing but calls.
   */
  public static final String OF_THE_MESSAGE = "message_provider_fields";

  private ItemMembers() {}

  /** Whether a provider has said anything: most name members of which they have nothing to say. */
  public static boolean saysSomething(JsonNode value) {
    return !value.isNull()
        && !(value.isContainer() && value.isEmpty())
        && !(value.isString() && value.asString().isEmpty());
  }
}
