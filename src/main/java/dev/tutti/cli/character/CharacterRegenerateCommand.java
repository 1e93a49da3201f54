package dev.tutti.cli.character;

import dev.tutti.chat.Json;
import dev.tutti.cli.server.ApiClient;
import dev.tutti.cli.server.ServerCommand;
import java.io.IOException;
import java.io.PrintWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** {@code tutti character regenerate}. */
@Command(
    name = "regenerate",
    description = "Makes one category of a character anew, of the text that is kept with it.")
final class CharacterRegenerateCommand extends ServerCommand {
  @Parameters(index = "0", paramLabel = "NAME", description = "Its name or its id.")
  private String name = "";

  @Parameters(index = "1", paramLabel = "CATEGORY", description = "Such as personality.")
  private String category = "";

  @Option(
      names = {"-m", "--model"},
      description = "Who is asked (default: who was).")
  private String model = "";

  @Override
  protected JsonNode ask(ApiClient client) throws IOException, InterruptedException {
    var body = Json.object().put("category", category);
    if (!model.isEmpty()) {
      body.put("model", model);
    }
    var task = client.post(CharacterPaths.of(client, name) + "/regenerate", body);
    return new MakingTask(client, task.path("task_id").asString(), err()).result();
  }

  @Override
  protected void print(PrintWriter out, JsonNode answer) {
    CharacterGenerateCommand.profile(out, answer);
  }
}
