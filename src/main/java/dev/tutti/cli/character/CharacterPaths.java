package dev.tutti.cli.character;

import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.cli.server.ApiClient;
import dev.tutti.cli.server.QueryText;
import dev.tutti.cli.server.ServerCommand;
import java.io.IOException;
import tools.jackson.databind.JsonNode;

/** Addresses of characters, which people call by their names. */
final class CharacterPaths {
  static final String ALL = "/v1/characters";

  private static final String ID = "char_";
  private static final String PAGE = "100";
  private static final int NOT_FOUND = 404;

  private CharacterPaths() {}

  /**
   * Address of a character by its id or its name, the newest of that name.
   *
   * @throws Fault with status 404
   */
  static String of(ApiClient client, String name) throws IOException, InterruptedException {
    if (name.startsWith(ID)) {
      return ServerCommand.path(ALL, name);
    }
    var after = "";
    while (true) {
      var page = client.get(ALL + new QueryText().and("limit", PAGE).and("after", after));
      for (var each : page.path("data")) {
        if (each.path("name").asString("").equals(name)) {
          return ServerCommand.path(ALL, id(each));
        }
        after = id(each);
      }
      if (!page.path("has_more").asBoolean(false)) {
        throw Fault.of(
                FaultCode.INVALID_REQUEST,
                "character: \"%s\" is not there (expected: a name or an id of tutti character list)"
                    .formatted(name))
            .status(NOT_FOUND);
      }
    }
  }

  private static String id(JsonNode character) {
    return character.path("id").asString("");
  }
}
