package dev.tutti.cli.group;

import dev.tutti.chat.Json;
import dev.tutti.cli.server.ApiClient;
import dev.tutti.cli.server.ServerCommand;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code tutti group create}. */
@Command(name = "create", description = "Begins a group of characters.")
final class GroupCreateCommand extends ServerCommand {
  @Parameters(index = "0", paramLabel = "NAME", description = "What it is called.")
  private String name = "";

  @Parameters(
      index = "1..*",
      arity = "1..*",
      paramLabel = "CHARACTER",
      description = "Its members: ids or names of characters.")
  private List<String> members = List.of();

  @Option(
      names = "--policy",
      description =
          "Who speaks: natural, list, round_robin, pooled, mentioned, model, random or manual.")
  private String policy = "";

  @Option(
      names = {"-m", "--model"},
      description = "Model that plays its members.")
  private String model = "";

  @Option(names = "--user", description = "The end user whose it is, and what the user is called.")
  private String user = "";

  @Option(names = "--system", description = "What every speaker is told last.")
  private String system = "";

  @Option(names = "--max-turns", description = "Most replies to one message.")
  private @Nullable Integer mostReplies;

  @Option(names = "--auto-turns", description = "Rounds that follow by themselves.")
  private @Nullable Integer autoTurns;

  @Option(names = "--seed", description = "Seed of the plans.")
  private @Nullable Long seed;

  @Option(names = "--greet", description = "Begin with greetings of its members' cards.")
  private boolean greet;

  @Override
  protected JsonNode ask(ApiClient client) throws IOException, InterruptedException {
    var body = Json.object().put("name", name);
    body.set("characters", GroupLookup.characters(client, members));
    put(body, "policy", policy);
    put(body, "model", model);
    put(body, "user", user);
    put(body, "system", system);
    if (mostReplies != null) {
      body.put("max_turns", mostReplies);
    }
    if (autoTurns != null) {
      body.put("auto_turns", autoTurns);
    }
    if (seed != null) {
      body.put("seed", seed);
    }
    if (greet) {
      body.put("greetings", true);
    }
    return client.post(GroupLookup.GROUPS, body);
  }

  private static void put(ObjectNode body, String member, String value) {
    if (!value.isEmpty()) {
      body.put(member, value);
    }
  }

  @Override
  protected void print(PrintWriter out, JsonNode answer) {
    out.println(answer.path("id").asString());
  }
}
