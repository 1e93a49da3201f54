package dev.tutti.cli.group;

import dev.tutti.chat.Json;
import dev.tutti.cli.server.ApiClient;
import dev.tutti.cli.server.QueryText;
import dev.tutti.cli.server.ServerCommand;
import java.io.IOException;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Characters and groups that people call by their names. */
final class GroupLookup {
  static final String GROUPS = "/v1/groups";
  private static final String CHARACTERS = "/v1/characters";
  private static final String PAGE = "100";

  private GroupLookup() {}

  /** The group of an id or a name, the newest of that name. */
  static JsonNode group(ApiClient client, String called) throws IOException, InterruptedException {
    return client.get(ServerCommand.path(GROUPS, id(client, GROUPS, called)));
  }

  /** Ids of characters by their ids or names, the newest of each name. */
  static JsonNode characters(ApiClient client, List<String> called)
      throws IOException, InterruptedException {
    var ids = Json.array();
    for (var each : called) {
      ids.add(id(client, CHARACTERS, each));
    }
    return ids;
  }

  private static String id(ApiClient client, String path, String called)
      throws IOException, InterruptedException {
    var after = "";
    while (true) {
      var page = client.get(path + new QueryText().and("limit", PAGE).and("after", after));
      var found =
          page.path("data").valueStream().filter(each -> isCalled(each, called)).findFirst();
      if (found.isPresent()) {
        return found.get().path("id").asString();
      }
      if (!page.path("has_more").asBoolean(false)) {
        throw new IllegalArgumentException(
            "\"%s\" is not there (expected: an id or a name of GET %s)".formatted(called, path));
      }
      after = page.path("data").valueStream().toList().getLast().path("id").asString();
    }
  }

  private static boolean isCalled(JsonNode each, String called) {
    return each.path("id").asString().equals(called) || each.path("name").asString().equals(called);
  }
}
